package com.bpmcentr.edge.usage;

import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.license.Category;
import java.util.List;

/** A customer whose ids are what the console's are: UUIDs. */
final class UsageDocuments {

  static final String KEY = "bpm_prod_one";
  static final String TEST_KEY = "bpm_test_one";
  static final String SUBSCRIPTION = "0197f000-0000-7000-8000-0000000000a1";

  private UsageDocuments() {}

  static void publish(TestWorld world) {
    world
        .publisher()
        .publish(
            Documents.connector("rozetka", Category.STANDARD),
            Documents.connector("text-tools", Category.FREE),
            Documents.license(
                "0197f000-0000-7000-8000-0000000000c1",
                1,
                List.of(
                    Documents.key("0197f000-0000-7000-8000-0000000000b1", KEY),
                    Documents.testKey("0197f000-0000-7000-8000-0000000000b2", TEST_KEY)),
                List.of(Documents.grant(SUBSCRIPTION, "rozetka", "1"))));
  }
}
