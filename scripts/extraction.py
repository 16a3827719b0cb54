#!/usr/bin/env python3
"""Extraction beside Python trafilatura, on the same pages, in the same run: python3 scripts/extraction.py

Needs `pip install trafilatura lxml_html_clean` and `cargo build --release -p bench`. Prints the table of docs/performance.md.
"""
import json
import pathlib
import subprocess
import tempfile
import time

import trafilatura

ROOT = pathlib.Path(__file__).resolve().parent.parent
ROUNDS = 3


def main():
    folder = ROOT / "samples" / "pages"
    pages = {p.name: p.read_bytes() for p in sorted(folder.glob("*.html"))}
    best, texts = float("inf"), {}
    for _ in range(ROUNDS):
        start = time.perf_counter()
        texts = {name: trafilatura.extract(page, include_comments=False) or "" for name, page in pages.items()}
        best = min(best, time.perf_counter() - start)
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as out:
        json.dump(texts, out)
        out.flush()
        subprocess.run([ROOT / "target" / "release" / "pages", str(ROUNDS), out.name], check=True)
    print(f"trafilatura {trafilatura.__version__} (Python): {len(pages) / best:.0f} pages/s, best of {ROUNDS} rounds")


if __name__ == "__main__":
    main()
