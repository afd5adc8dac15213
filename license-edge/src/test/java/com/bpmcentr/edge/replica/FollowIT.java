package com.bpmcentr.edge.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.License;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From an empty database to an answer, and from a published change to the next answer. */
class FollowIT {

  private final TestWorld world = new TestWorld();

  @AfterEach
  void stop() {
    world.close();
  }

  private static License oneCustomer(long version) {
    return Documents.license(
        "c1",
        version,
        List.of(Documents.key("key-1", "bpm_prod_one")),
        List.of(Documents.grant("s1", "rozetka", "1234567")));
  }

  @Test
  void start_setPublishedBefore_servesIt() {
    FeedPosition position =
        world
            .publisher()
            .publish(Documents.connector("rozetka", Category.STANDARD), oneCustomer(1));
    TestEdge edge = world.startEdge("e1").awaitReady();

    HttpResponse<String> answer = edge.verify("bpm_prod_one", "rozetka", "1234567");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("License-Position")).contains(position.toString());
    assertThat(answer.body()).contains("\"code\":\"VALID\"", "\"status\":\"active\"");
  }

  @Test
  void start_nothingPublishedYet_notReadyUntilSomethingIs() {
    TestEdge edge = world.startEdge("e1");

    assertThat(edge.code("bpm_prod_one", "rozetka", "1234567")).isEqualTo("NOT_READY");
    world.publisher().publish(Documents.connector("rozetka", Category.STANDARD), oneCustomer(1));

    edge.awaitCode("VALID", "bpm_prod_one", "rozetka", "1234567");
  }
}
