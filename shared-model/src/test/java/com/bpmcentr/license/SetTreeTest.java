package com.bpmcentr.license;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetTreeTest {

  private static final List<String> ONE_BUCKET = customersInOneBucket(100);

  /** A put, or a removal when there is no version. */
  record Change(String subject, Long version, boolean thenAskForTheRoot) {}

  @Test
  void root_goldenSets_areTheKeptOnes() throws IOException {
    for (JsonNode vector : GoldenVectors.list("set-trees.json")) {
      SetTree tree = GoldenFeed.tree(vector.get("size").asInt());
      NaiveSetTree naive = new NaiveSetTree();
      for (int number = 0; number < tree.size(); number++) {
        naive.put(GoldenFeed.subject(number), number + 1L, GoldenFeed.payloadHash(number));
      }

      assertThat(tree.root().toString()).isEqualTo(vector.get("root").asText());
      assertThat(naive.root()).isEqualTo(tree.root());
      for (JsonNode bucket : vector.get("buckets")) {
        int number = bucket.get("bucket").asInt();
        assertThat(tree.bucketHash(number).toString()).isEqualTo(bucket.get("hash").asText());
        assertThat(naive.bucketHash(number)).isEqualTo(tree.bucketHash(number));
      }
    }
  }

  @Property(tries = 25)
  void root_afterAnyChanges_isThatOfTheSetMadeFromScratch(@ForAll("changes") List<Change> changes) {
    SetTree tree = new SetTree();
    NaiveSetTree naive = new NaiveSetTree();
    for (Change change : changes) {
      apply(tree, change);
      if (change.version() == null) {
        naive.remove(change.subject());
      } else {
        naive.put(change.subject(), change.version(), payloadHash(change));
      }
      if (change.thenAskForTheRoot()) {
        assertThat(tree.bucketHash(SetTree.bucketOf(change.subject()))).isNotNull();
        assertThat(tree.root()).isNotNull();
      }
    }

    assertThat(tree.root()).isEqualTo(naive.root());
    assertThat(tree.size()).isEqualTo(naive.size());
  }

  @Property(tries = 25)
  void root_sameSubjectsInAnotherOrder_isTheSame(
      @ForAll("changes") List<Change> changes, @ForAll Random random) {
    Map<String, Change> last = new HashMap<>();
    changes.forEach(change -> last.put(change.subject(), change));
    List<Change> shuffled = new ArrayList<>(last.values());
    Collections.shuffle(shuffled, random);
    SetTree inOrder = new SetTree();
    SetTree inOther = new SetTree();

    changes.forEach(change -> apply(inOrder, change));
    shuffled.forEach(change -> apply(inOther, change));

    assertThat(inOther.root()).isEqualTo(inOrder.root());
    for (Change change : shuffled) {
      assertThat(inOther.get(change.subject())).isEqualTo(inOrder.get(change.subject()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"customer:0190a6e4-7b1c-7f2e-8d3a-5c6b7a8f9e0d", "connector:rozetka"})
  void putNewer_olderOrSameVersion_changesNothing(String subject) {
    Hash other = Hash.sha256(subject.getBytes(UTF_8));
    SetTree tree = new SetTree();
    assertThat(tree.putNewer(subject, 7, Hash.ZERO)).isTrue();
    Hash root = tree.root();

    assertThat(tree.putNewer(subject, 6, other)).isFalse();
    assertThat(tree.putNewer(subject, 7, other)).isFalse();
    assertThat(tree.root()).isEqualTo(root);

    assertThat(tree.putNewer(subject, 8, other)).isTrue();
    assertThat(tree.get(subject)).isEqualTo(new SetTree.Entry(8, other));
    assertThat(tree.size()).isOne();
  }

  @Property(tries = 25)
  void rootOf_bucketHashes_isTheRoot(@ForAll("changes") List<Change> changes) {
    SetTree tree = new SetTree();
    changes.forEach(change -> apply(tree, change));

    List<Hash> hashes = IntStream.range(0, SetTree.BUCKETS).mapToObj(tree::bucketHash).toList();

    assertThat(SetTree.rootOf(hashes)).isEqualTo(tree.root());
  }

  @Test
  void rootOf_otherThanAllBuckets_isRefused() {
    assertThatThrownBy(() -> SetTree.rootOf(List.of(Hash.ZERO)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rehash_changedByAnythingElse_showsInTheRoot() throws ReflectiveOperationException {
    String subject = "customer:0190a6e4-7b1c-7f2e-8d3a-5c6b7a8f9e0d";
    SetTree tree = new SetTree();
    tree.put(subject, 7, Hash.ZERO);
    Hash root = tree.root();
    flipABit(tree, SetTree.bucketOf(subject));
    assertThat(tree.root()).as("still known").isEqualTo(root);

    tree.rehash(SetTree.bucketOf(subject));

    assertThat(tree.root()).isNotEqualTo(root);
  }

  /** As faulty memory would. */
  private static void flipABit(SetTree tree, int bucket) throws ReflectiveOperationException {
    Field buckets = SetTree.class.getDeclaredField("buckets");
    buckets.setAccessible(true);
    Field customers = SetBucket.class.getDeclaredField("customers");
    customers.setAccessible(true);
    byte[] bytes = (byte[]) customers.get(((SetBucket[]) buckets.get(tree))[bucket]);
    bytes[20] ^= 1;
  }

  @Property(tries = 25)
  void remove_ofWhatWasPut_leavesTheSetAsItWas(@ForAll("changes") List<Change> changes) {
    SetTree tree = new SetTree();
    changes.forEach(change -> apply(tree, change));
    Hash before = tree.root();
    int size = tree.size();

    tree.put("customer:new", 1, Hash.ZERO);
    Hash with = tree.root();
    tree.remove("customer:new");
    tree.remove("customer:never-there");

    assertThat(with).isNotEqualTo(before);
    assertThat(tree.root()).isEqualTo(before);
    assertThat(tree.size()).isEqualTo(size);
    assertThat(tree.get("customer:new")).isNull();
  }

  @Property(tries = 25)
  void copy_changedAfterwards_changesNothingInTheOther(
      @ForAll("changes") List<Change> first, @ForAll("changes") List<Change> second) {
    SetTree original = new SetTree();
    SetTree untouched = new SetTree();
    first.forEach(change -> apply(original, change));
    first.forEach(change -> apply(untouched, change));
    SetTree copy = original.copy();

    second.forEach(change -> apply(copy, change));
    Hash rootOfCopy = copy.root();

    assertThat(original.root()).isEqualTo(untouched.root());
    for (Change change : second) {
      assertThat(original.get(change.subject())).isEqualTo(untouched.get(change.subject()));
    }
    second.forEach(change -> apply(untouched, change));
    assertThat(rootOfCopy).isEqualTo(untouched.root());
  }

  @Property(tries = 25)
  void copy_originalChangedAfterwards_changesNothingInTheCopy(
      @ForAll("changes") List<Change> first, @ForAll("changes") List<Change> second) {
    SetTree original = new SetTree();
    first.forEach(change -> apply(original, change));
    SetTree copy = original.copy();
    Hash before = original.root();

    second.forEach(change -> apply(original, change));
    second.forEach(change -> apply(original.copy(), change));

    assertThat(copy.root()).isEqualTo(before);
  }

  /** Many in one bucket, in no order, some taken out again: the array grows, shifts and shrinks. */
  @Property(tries = 10)
  void root_manyCustomersInOneBucket_isThatOfTheSetMadeFromScratch(@ForAll Random random) {
    SetTree tree = new SetTree();
    NaiveSetTree naive = new NaiveSetTree();
    for (int i = 0; i < 300; i++) {
      String subject = ONE_BUCKET.get(random.nextInt(ONE_BUCKET.size()));
      if (random.nextInt(4) == 0) {
        tree.remove(subject);
        naive.remove(subject);
      } else {
        long version = 1 + random.nextInt(1000);
        tree.put(subject, version, Hash.sha256(subject.getBytes(UTF_8)));
        naive.put(subject, version, Hash.sha256(subject.getBytes(UTF_8)));
        assertThat(tree.get(subject).version()).isEqualTo(version);
      }
    }

    assertThat(tree.root()).isEqualTo(naive.root());
    assertThat(tree.size()).isEqualTo(naive.size());
  }

  @Test
  void put_otherVersionOrHash_changesTheRoot() {
    SetTree tree = GoldenFeed.tree(5);
    Hash before = tree.root();

    tree.put(GoldenFeed.subject(3), 5, GoldenFeed.payloadHash(3));
    Hash otherVersion = tree.root();
    tree.put(GoldenFeed.subject(3), 4, Hash.ZERO);
    Hash otherHash = tree.root();
    tree.put(GoldenFeed.subject(3), 4, GoldenFeed.payloadHash(3));

    assertThat(List.of(before, otherVersion, otherHash)).doesNotHaveDuplicates();
    assertThat(tree.root()).isEqualTo(before);
  }

  @Test
  void forEach_overAllBuckets_visitsEachSubjectInTheOrderOfItsBytes() {
    SetTree tree = GoldenFeed.tree(5000);
    Map<String, SetTree.Entry> visited = new HashMap<>();
    for (int bucket = 0; bucket < SetTree.BUCKETS; bucket++) {
      List<String> inBucket = new ArrayList<>();
      tree.forEach(
          bucket,
          (subject, entry) -> {
            inBucket.add(subject);
            visited.put(subject, entry);
          });
      assertThat(inBucket).isSorted();
    }

    assertThat(visited).hasSize(5000);
    assertThat(visited.get(GoldenFeed.subject(42)))
        .isEqualTo(new SetTree.Entry(43, GoldenFeed.payloadHash(42)));
  }

  @Test
  void put_subjectWithoutAName_isRefused() {
    assertThatThrownBy(() -> new SetTree().put("", 1, Hash.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SetTree().put("x".repeat(65_536), 1, Hash.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /**
   * Few subjects, most of them in one bucket, so that changes meet; one beyond ASCII, and customers
   * with UUIDs, which are held in another form than the rest, with others before and between them.
   */
  @Provide
  Arbitrary<List<Change>> changes() {
    List<String> subjects = new ArrayList<>(List.of("a", "customer:1", "customer:2"));
    for (String start : List.of("0", "7f", "80", "f")) {
      subjects.add(customerInBucketOf("customer:1", start));
    }
    subjects.add(inBucketOf("customer:1", "customer:7f0"));
    subjects.add(inBucketOf("customer:1", "customer:00000000-0000-4000-8000-0000000000A"));
    subjects.add(inBucketOf("customer:1", "customer:"));
    subjects.add(inBucketOf("customer:1", "connector:"));
    subjects.add(inBucketOf("customer:1", "я"));
    return Combinators.combine(
            Arbitraries.of(subjects),
            Arbitraries.of(1L, 2L, 300L, Long.MAX_VALUE).injectNull(0.3),
            Arbitraries.of(true, false))
        .as(Change::new)
        .list()
        .ofMaxSize(30);
  }

  private static List<String> customersInOneBucket(int count) {
    Random random = new Random(3);
    return Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()).toString())
        .map(uuid -> "customer:" + uuid)
        .filter(subject -> SetTree.bucketOf(subject) == 1)
        .limit(count)
        .toList();
  }

  private static String customerInBucketOf(String other, String start) {
    Random random = new Random(7);
    return Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()).toString())
        .map(uuid -> "customer:" + start + uuid.substring(start.length()))
        .filter(subject -> SetTree.bucketOf(subject) == SetTree.bucketOf(other))
        .findFirst()
        .orElseThrow();
  }

  private static String inBucketOf(String other, String prefix) {
    return IntStream.iterate(2, number -> number + 1)
        .mapToObj(number -> prefix + number)
        .filter(subject -> SetTree.bucketOf(subject) == SetTree.bucketOf(other))
        .findFirst()
        .orElseThrow();
  }

  private static void apply(SetTree tree, Change change) {
    if (change.version() == null) {
      tree.remove(change.subject());
    } else {
      tree.put(change.subject(), change.version(), payloadHash(change));
    }
  }

  private static Hash payloadHash(Change change) {
    return Hash.sha256((change.subject() + change.version()).getBytes(UTF_8));
  }
}
