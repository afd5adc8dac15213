package com.bpmcentr.license;

import static com.bpmcentr.license.GoldenPeppers.quoted;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;

/** Feed entries with their chain, and sets with their roots. */
final class GoldenFeed {

  private static final TestSigner K1 = new TestSigner("k1");

  private GoldenFeed() {}

  /** Three entries in a row: put, removal, and the first of a new epoch. */
  static List<FeedEntry> entries() {
    List<FeedEntry> entries = new ArrayList<>();
    Hash chain = Hash.ZERO;
    chain = add(entries, chain, new FeedPosition(1, 1), "license", "2026-11-21T12:00:00.123456Z");
    chain = add(entries, chain, new FeedPosition(1, 2), "connector", "2026-11-21T12:00:00.123457Z");
    add(entries, chain, new FeedPosition(2, 3), "license-removed", "2026-11-21T12:00:01Z");
    return entries;
  }

  static String chain() {
    StringBuilder json = new StringBuilder("[");
    for (FeedEntry entry : entries()) {
      SignedDocument document = entry.document();
      json.append(json.length() > 1 ? ",\n" : "\n")
          .append("{\"epoch\":")
          .append(entry.position().epoch())
          .append(",\"seq\":")
          .append(entry.position().seq())
          .append(",\"removal\":")
          .append(entry.removal())
          .append(",\"subject\":")
          .append(quoted(entry.subject()))
          .append(",\"version\":")
          .append(entry.version())
          .append(",\n \"payloadType\":")
          .append(quoted(document.payloadType()))
          .append(",\"keyId\":")
          .append(quoted(document.keyId()))
          .append(",\n \"payload\":")
          .append(quoted(base64Url(document.payload())))
          .append(",\n \"signature\":")
          .append(quoted(base64Url(document.signature())))
          .append(",\n \"publishedAt\":")
          .append(quoted(entry.publishedAt().toString()))
          .append(",\"chain\":")
          .append(quoted(entry.chain().toString()))
          .append("}");
    }
    return json.append("\n]\n").toString();
  }

  /** Subjects of the vectors: none, one, some, and enough that buckets hold several. */
  static List<Integer> sizes() {
    return List.of(0, 1, 5, 5000);
  }

  static String subject(int number) {
    return number % 10 == 0 ? "connector:c" + number : "customer:" + number;
  }

  static Hash payloadHash(int number) {
    return Hash.sha256(("payload " + number).getBytes(UTF_8));
  }

  static SetTree tree(int size) {
    SetTree tree = new SetTree();
    for (int number = 0; number < size; number++) {
      tree.put(subject(number), number + 1L, payloadHash(number));
    }
    return tree;
  }

  static String setTrees() {
    StringBuilder json = new StringBuilder("[");
    for (int size : sizes()) {
      SetTree tree = tree(size);
      json.append(json.length() > 1 ? ",\n" : "\n")
          .append("{\"size\":")
          .append(size)
          .append(",\"root\":")
          .append(quoted(tree.root().toString()))
          .append(",\"buckets\":[");
      TreeSet<Integer> buckets = new TreeSet<>();
      for (int number = 0; number < Math.min(size, 5); number++) {
        buckets.add(SetTree.bucketOf(subject(number)));
      }
      String separator = "";
      for (int bucket : buckets) {
        json.append(separator)
            .append("\n {\"bucket\":")
            .append(bucket)
            .append(",\"hash\":")
            .append(quoted(tree.bucketHash(bucket).toString()))
            .append("}");
        separator = ",";
      }
      json.append("]}");
    }
    return json.append("\n]\n").toString();
  }

  private static Hash add(
      List<FeedEntry> entries, Hash previous, FeedPosition position, String name, String time) {
    SubjectDocument document = (SubjectDocument) GoldenDocuments.all().get(name);
    SignedDocument signed = K1.sign(document);
    Instant publishedAt = Instant.parse(time);
    Hash chain =
        FeedChain.next(
            previous,
            position,
            document.removed(),
            document.subject(),
            document.version(),
            signed,
            publishedAt);
    entries.add(
        new FeedEntry(
            position,
            document.removed(),
            document.subject(),
            document.version(),
            signed,
            publishedAt,
            chain));
    return chain;
  }

  private static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
