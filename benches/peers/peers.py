"""peers.py NAME DOCS CLUSTERS: a Python library from end to end; 128 slots, 16 x 8 bands, connected components."""
import json
import re
import sys

BANDS, ROWS, SLOTS = 16, 8, 128


def shingles(text):
    words = re.findall(r"\w+", text.lower())
    return [" ".join(words[i : i + 5]) for i in range(len(words) - 4)]


def documents(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            yield shingles(json.loads(line)["text"])


class Groups:
    def __init__(self, n):
        self.above = list(range(n))

    def find(self, x):
        while self.above[x] != x:
            self.above[x] = self.above[self.above[x]]
            x = self.above[x]
        return x

    def join(self, x, y):
        x, y = sorted((self.find(x), self.find(y)))
        self.above[y] = x


def datasketch(path):
    from datasketch import MinHash, MinHashLSH

    made = []
    for document in documents(path):
        signature = MinHash(num_perm=SLOTS)
        signature.update_batch([shingle.encode() for shingle in document])
        made.append(signature)
    index = MinHashLSH(num_perm=SLOTS, params=(BANDS, ROWS))
    for i, signature in enumerate(made):
        index.insert(i, signature)
    return [index.query(signature) for signature in made]


def rensa(path):
    from rensa import RMinHash, RMinHashLSH

    made = []
    for document in documents(path):
        signature = RMinHash(num_perm=SLOTS, seed=42)
        signature.update(document)
        made.append(signature)
    index = RMinHashLSH(threshold=0.7, num_perm=SLOTS, num_bands=BANDS)
    for i, signature in enumerate(made):
        index.insert(i, signature)
    return [index.query(signature) for signature in made]


if __name__ == "__main__":
    name, source, target = sys.argv[1:]
    met = {"datasketch": datasketch, "rensa": rensa}[name](source)
    groups = Groups(len(met))
    for i, others in enumerate(met):
        for other in others:
            groups.join(i, other)
    with open(target, "w", encoding="utf-8") as out:
        for i in range(len(met)):
            print(i, groups.find(i), sep="\t", file=out)
