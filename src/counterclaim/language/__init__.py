"""Everything that is true of any news text: sentences, quotations, names, places, dates, figures."""
