"""Who says what: statements with their source, cue, speaker, stance and hedge; orphans stay orphans."""
