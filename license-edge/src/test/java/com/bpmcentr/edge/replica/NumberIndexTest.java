package com.bpmcentr.edge.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NumberIndexTest {

  /** A number is meant when it is the key. */
  private final NumberIndex<Integer> index = new NumberIndex<>((number, key) -> number == key);

  private record Entry(int hash, int number) {}

  /** Few hashes, so that chains are long and entries of one hash meet; enough for some copies. */
  @Property(tries = 30)
  void find_afterAnyChanges_isWhatASetOfEntriesHolds(@ForAll Random random) {
    NumberIndex<Integer> table = new NumberIndex<>((number, key) -> number == key);
    Set<Entry> expected = new HashSet<>();
    for (int i = 0; i < 5_000; i++) {
      Entry entry = new Entry(random.nextInt(700) - 350, random.nextInt(4));
      if (random.nextInt(3) == 0) {
        table.remove(entry.hash, entry.number);
        expected.remove(entry);
      } else {
        table.put(entry.hash, entry.number);
        expected.add(entry);
      }
    }

    for (int hash = -350; hash < 350; hash++) {
      for (int number = 0; number < 4; number++) {
        int found = expected.contains(new Entry(hash, number)) ? number : NumberIndex.NONE;
        assertThat(table.find(hash, number)).isEqualTo(found);
      }
    }
  }

  @Test
  void put_twice_isTakenOutAtOnce() {
    index.put(0, 5);
    index.put(0, 5);

    index.remove(0, 5);

    assertThat(index.find(0, 5)).isEqualTo(NumberIndex.NONE);
  }

  @Test
  void find_hundredThousandHashes_areAllThere() {
    Random random = new Random(1);
    List<Integer> hashes = new ArrayList<>();
    for (int number = 0; number < 100_000; number++) {
      hashes.add(random.nextInt());
      index.put(hashes.get(number), number);
    }

    for (int number = 0; number < 100_000; number++) {
      assertThat(index.find(hashes.get(number), number)).isEqualTo(number);
    }
  }

  /** What comes and goes must not fill the table: its slots are used again. */
  @Test
  void put_afterManyWereTakenOut_findsRoom() {
    for (int i = 0; i < 1_000_000; i++) {
      index.put(i * 31, i);
      index.remove(i * 31, i);
    }

    assertThat(index.slots()).isEqualTo(1024);
  }

  /** An entry that is always there is always found, whatever goes on around it. */
  @Test
  void find_whileOthersComeAndGo_neverMissesWhatStays() throws InterruptedException {
    for (int number = 0; number < 500; number++) {
      index.put(number, number);
    }
    AtomicBoolean done = new AtomicBoolean();
    AtomicReference<String> missed = new AtomicReference<>();
    Thread reader =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!done.get()) {
                    for (int number = 0; number < 500; number++) {
                      if (index.find(number, number) != number) {
                        missed.set("number " + number);
                      }
                    }
                  }
                });

    for (int round = 0; round < 200; round++) {
      for (int other = 500; other < 3000; other++) {
        index.put(other % 500, other);
      }
      for (int other = 500; other < 3000; other++) {
        index.remove(other % 500, other);
      }
    }
    done.set(true);
    reader.join();

    assertThat(missed.get()).isNull();
  }
}
