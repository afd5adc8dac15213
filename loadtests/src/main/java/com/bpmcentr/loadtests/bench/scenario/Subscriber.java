package com.bpmcentr.loadtests.bench.scenario;

import com.bpmcentr.loadtests.bench.http.Check;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A customer with one key and one bound subscription, as the admin API made it. */
record Subscriber(String customerId, String keyId, String subscriptionId, Check check) {
  private static final String CONNECTOR = "rozetka";

  /** So many, with numbers from {@code first} on. */
  static List<Subscriber> createAll(AdminApi api, int first, int count) throws IOException {
    List<Subscriber> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      all.add(create(api, first + i));
    }
    return all;
  }

  private static Subscriber create(AdminApi api, int number) throws IOException {
    String account = "bench-" + number;
    String customer =
        id(
            api.post(
                "/customers",
                Map.of(
                    "email",
                    account + "@example.com",
                    "name",
                    "Benchmark " + number,
                    "country",
                    "UA",
                    "locale",
                    "uk")));
    Wire.Reply key =
        api.post(
            "/customers/" + customer + "/api-keys", Map.of("name", "bench", "environment", "prod"));
    String subscription =
        id(
            api.post(
                "/subscriptions",
                Map.of(
                    "customerId",
                    customer,
                    "connectorId",
                    CONNECTOR,
                    "interval",
                    "year",
                    "makeAccountId",
                    account)));
    return new Subscriber(
        customer,
        id(key),
        subscription,
        new Check(AdminApi.json(key).path("key").asString(), CONNECTOR, account));
  }

  private static String id(Wire.Reply reply) {
    return AdminApi.json(reply).path("id").asString();
  }
}
