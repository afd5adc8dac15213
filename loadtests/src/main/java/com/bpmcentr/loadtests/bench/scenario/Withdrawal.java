package com.bpmcentr.loadtests.bench.scenario;

import java.io.IOException;
import java.util.Map;

/** What takes access away from a subscriber, as the admin API does it. */
enum Withdrawal {
  REVOKE("subscription revoked") {
    @Override
    Wire.Reply make(AdminApi api, Subscriber subscriber) throws IOException {
      return api.post(
          "/subscriptions/" + subscriber.subscriptionId() + "/revoke", Map.of("reason", "bench"));
    }
  },
  SUSPEND("subscription suspended") {
    @Override
    Wire.Reply make(AdminApi api, Subscriber subscriber) throws IOException {
      return api.post(
          "/subscriptions/" + subscriber.subscriptionId() + "/suspend", Map.of("reason", "bench"));
    }
  },
  REVOKE_KEY("key revoked") {
    @Override
    Wire.Reply make(AdminApi api, Subscriber subscriber) throws IOException {
      return api.delete("/api-keys/" + subscriber.keyId() + "?reason=bench");
    }
  },
  CHANGE_ACCOUNT("account changed") {
    @Override
    Wire.Reply make(AdminApi api, Subscriber subscriber) throws IOException {
      return api.post(
          "/subscriptions/" + subscriber.subscriptionId() + "/change-account",
          Map.of("makeAccountId", subscriber.check().account() + "-moved"));
    }
  };

  private final String words;

  Withdrawal(String words) {
    this.words = words;
  }

  /** Makes the change; afterwards the subscriber's check is denied. */
  abstract Wire.Reply make(AdminApi api, Subscriber subscriber) throws IOException;

  String words() {
    return words;
  }
}
