package com.bpmcentr.license;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The set's root by the words of {@link SetTree}, made from scratch each time. */
final class NaiveSetTree {

  private record Entry(long version, Hash payloadHash) {}

  private final Map<byte[], Entry> entries = new TreeMap<>(Arrays::compareUnsigned);

  void put(String subject, long version, Hash payloadHash) {
    entries.put(subject.getBytes(UTF_8), new Entry(version, payloadHash));
  }

  void remove(String subject) {
    entries.remove(subject.getBytes(UTF_8));
  }

  int size() {
    return entries.size();
  }

  Hash root() {
    List<Hash> level = bucketHashes();
    while (level.size() > 1) {
      List<Hash> above = new ArrayList<>();
      for (int i = 0; i < level.size(); i += 2) {
        above.add(
            Hash.sha256(
                new byte[] {1}, level.get(i).toByteArray(), level.get(i + 1).toByteArray()));
      }
      level = above;
    }
    return level.getFirst();
  }

  Hash bucketHash(int bucket) {
    return bucketHashes().get(bucket);
  }

  private List<Hash> bucketHashes() {
    Map<Integer, ByteArrayOutputStream> buckets = new TreeMap<>();
    for (int bucket = 0; bucket < 4096; bucket++) {
      buckets.put(bucket, new ByteArrayOutputStream());
    }
    entries.forEach(
        (subject, entry) -> {
          BigInteger hash = new BigInteger(1, Hash.sha256(subject).toByteArray());
          write(buckets.get(hash.shiftRight(256 - 12).intValue()), subject, entry);
        });
    return buckets.values().stream()
        .map(bytes -> Hash.sha256(new byte[] {0}, bytes.toByteArray()))
        .toList();
  }

  private static void write(ByteArrayOutputStream bucket, byte[] subject, Entry entry) {
    try {
      DataOutputStream out = new DataOutputStream(bucket);
      out.writeShort(subject.length);
      out.write(subject);
      out.writeLong(entry.version());
      out.write(entry.payloadHash().toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
