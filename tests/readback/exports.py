"""Reads the exports of a run back with other people's parsers.

Usage: exports.py SILSILAH RUN. Needs the packages in requirements.txt beside this file. Exit code 0: all were read
and agree with lineage.jsonl; 1: one does not, or a package is missing.
"""

import csv
import io
import json
import pathlib
import subprocess
import sys

try:
    import networkx
    import prov.model
    import pydot
    import rdflib
except ImportError as missing:
    sys.exit(f"exports were NOT read back: {missing}")

silsilah, run = sys.argv[1:]


def export(name):
    command = [silsilah, "export", run, "--format", name]
    return subprocess.run(command, check=True, capture_output=True).stdout


lines = [json.loads(line) for line in (pathlib.Path(run) / "lineage.jsonl").open(encoding="utf-8")]
latents = {line["id"]: line for line in lines if line["type"] == "latent"}
edges = {(line["parent"], line["child"]): line for line in lines if line["type"] == "edge"}
ties = [line["members"] for line in lines if line["type"] == "tie"]
relays = {(line["parent"], line["id"]) for line in latents.values() if line.get("parent")}
n_ties = sum(len(members) - 1 for members in ties)
ids = {end for pair in edges for end in pair} | set(latents) | {member for tie in ties for member in tie}
pages = pathlib.Path(run, "articles.jsonl").open(encoding="utf-8")
titles = {page["id"]: page["title"] for page in map(json.loads, pages)}


def same(what, found, expected):
    if found != expected:
        sys.exit(f"{what}: {found!r} and not {expected!r}")


for name in ("graphml", "gexf"):
    read = {"graphml": networkx.read_graphml, "gexf": networkx.read_gexf}[name]
    graph = read(io.BytesIO(export(name)))
    article = {key: data["article"] for key, data in graph.nodes(data=True)}
    same(f"{name}: nodes", set(article.values()), ids)
    found = {}
    for start, end, data in graph.edges(data=True):
        if data["kind"] not in ("tie", "relay"):
            found[article[start], article[end]] = (data["kind"], data["credit"], round(data["probability"], 6))
    same(f"{name}: edges", found, {k: (e["kind"], e["credit"], round(e["probability"], 6)) for k, e in edges.items()})

document = prov.model.ProvDocument.deserialize(content=export("prov-json").decode(), format="json")
derivations = list(document.get_records(prov.model.ProvDerivation))
same("prov: derivations", len(derivations), len(edges) + len(relays))
quotations = [d for d in derivations if prov.model.PROV["Quotation"] in d.get_asserted_types()]
same("prov: quotations", len(quotations), sum(e["kind"] == "copy" for e in edges.values()))
revisions = [d for d in derivations if prov.model.PROV["Revision"] in d.get_asserted_types()]
same("prov: revisions", len(revisions), sum(e["kind"] == "update" for e in edges.values()))
same("prov: activities", len(list(document.get_records(prov.model.ProvActivity))), 1)

graph = rdflib.Graph().parse(data=export("prov-jsonld").decode(), format="json-ld")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
ours = rdflib.Namespace("urn:silsilah:vocabulary:")
name = {node: str(value) for node, value in graph.subject_objects(rdflib.DCTERMS.identifier)}
same("prov-o: entities", set(name.values()), ids)
for term, kinds in (("wasDerivedFrom", None), ("wasQuotedFrom", "copy"), ("wasRevisionOf", "update")):
    found = {(name[parent], name[child]) for child, parent in graph.subject_objects(PROV[term])}
    expected = {pair for pair, edge in edges.items() if kinds in (None, edge["kind"])}
    same(f"prov-o: {term}", found, expected | relays if kinds is None else expected)
ends = {id for id, latent in latents.items() if latent.get("source") and not latent.get("parent")}
found = {name[parent] for parent in graph.objects(None, PROV.hadPrimarySource)}
same("prov-o: primary sources", found, {parent for parent, _ in set(edges) | relays if parent in ends})
found = {}
for child, derivation in graph.subject_objects(PROV.qualifiedDerivation):
    probability = graph.value(derivation, ours.probability)
    if probability is not None:
        pair = name[graph.value(derivation, PROV.entity)], name[child]
        found[pair] = round(float(probability), 6)
same("prov-o: probabilities", found, {pair: round(edge["probability"], 6) for pair, edge in edges.items()})
same("prov-o: agents", len(list(graph.subjects(rdflib.RDF.type, PROV.SoftwareAgent))), 1)

objects = [json.loads(line) for line in export("ninjs").decode().splitlines()]
name = {item["uri"]: item["altIds"][0]["value"] for item in objects}
same("ninjs: objects", set(name.values()), ids)
found = {(name[of["uri"]], name[item["uri"]]) for item in objects for of in item.get("associations", [])}
same("ninjs: associations", found, set(edges) | relays)
claims = map(json.loads, pathlib.Path(run, "claims.jsonl").open(encoding="utf-8"))
photos = {(claim["article"], claim["source"]["id"]) for claim in claims if claim["relation"] == "image_credit"}
found = set()
for item in objects:
    for party in item.get("infoSources", []):
        if party["role"].endswith("/imgSupplier"):
            found.add((name[item["uri"]], party["literal"]))
same("ninjs: picture credits", found, {pair for pair in photos if pair[0] in ids})

works = rdflib.Graph().parse(data=export("schema-jsonld").decode(), format="json-ld")
schema = rdflib.Namespace("https://schema.org/")
name = {work: str(value) for work, value in works.subject_objects(schema.identifier)}
same("schema.org: works", set(name.values()), ids)
based = {(name[parent], name[child]) for child, parent in works.subject_objects(schema.isBasedOn)}
same("schema.org: isBasedOn", based, set(edges) | relays)

rows = list(csv.DictReader(io.StringIO(export("csv").decode(), newline="")))
same("csv: edges", {(row["parent"], row["child"]) for row in rows}, set(edges))
for row in rows:
    same("csv: title", row["child_title"], titles[row["child"]] or "")

dots = pydot.graph_from_dot_data(export("dot").decode())
same("dot: graphs", len(dots or []), 1)
same("dot: edges", len(dots[0].get_edges()), len(edges) + len(relays) + n_ties)

print(f"{len(edges)} edges read back from GraphML, GEXF, PROV-JSON, PROV-O, JSON-LD, ninjs, CSV and DOT")
