package com.bpmcentr.edge.replica;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.FakeTime;
import com.bpmcentr.edge.TestFiles;
import com.bpmcentr.edge.TestPublisher;
import com.bpmcentr.edge.TestSigner;
import com.bpmcentr.edge.binding.ClaimBook;
import com.bpmcentr.edge.binding.ClaimDesk;
import com.bpmcentr.edge.guard.GuardConfig;
import com.bpmcentr.edge.guard.Refusals;
import com.bpmcentr.edge.guard.SenderLimits;
import com.bpmcentr.edge.guard.TrustedProxies;
import com.bpmcentr.edge.guard.UnknownKeyBudget;
import com.bpmcentr.edge.http.BodyReader;
import com.bpmcentr.edge.usage.UsageCounter;
import com.bpmcentr.edge.verify.CheckDecider;
import com.bpmcentr.edge.verify.CheckMetrics;
import com.bpmcentr.edge.verify.VerifyHandler;
import com.bpmcentr.license.ApiKeyRef;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ClaimAnswer;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.Keyring;
import com.bpmcentr.license.LicenseVerifier;
import com.bpmcentr.license.MalformedException;
import com.bpmcentr.license.SubjectDocument;
import com.bpmcentr.license.VerifiedSubject;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An answer names no position that is newer than the set which decided. */
class AnswerPositionIT {

  private static final TestSigner SIGNER = new TestSigner("k1");
  private static final String KEY = "bpm_prod_one";
  private static final Instant NOW = Instant.now();

  private final FakeTime time = new FakeTime(NOW);
  private final Vertx vertx = Vertx.vertx();
  private final ClaimBook claims = new ClaimBook(time);
  private final LicenseReplica replica = new LicenseReplica(claims);
  private final FreshnessClock freshness = new FreshnessClock(time, time);

  private final LicenseVerifier verifier;

  private long asked;

  AnswerPositionIT() throws MalformedException {
    String keyring = "{\"keys\":[" + SIGNER.keyringEntry("active") + "]}";
    verifier = new LicenseVerifier(Keyring.parse(keyring.getBytes(UTF_8)));
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  /** Bug: the position was read after the decision. */
  @Test
  void verify_revokedBetweenDecisionAndAnswer_namesThePositionThatDecided() throws Exception {
    apply(Documents.connector("rozetka", Category.STANDARD), 1);
    apply(license(1, null), 2);
    freshness.accept(
        TestPublisher.checkpoint(new FeedPosition(1, 2), Hash.ZERO, Hash.ZERO, NOW), false);
    int port = serve();

    HttpResponse<String> decidedBefore = verify(port);
    HttpResponse<String> decidedAfter = verify(port);

    assertThat(decidedBefore.body()).contains("\"code\":\"VALID\"");
    assertThat(decidedBefore.headers().firstValue("License-Position")).hasValue("1-2");
    assertThat(decidedAfter.body()).contains("\"code\":\"KEY_REVOKED\"");
    assertThat(decidedAfter.headers().firstValue("License-Position")).hasValue("1-3");
  }

  /** The handler asks what time it is when a check comes, and when it has been decided. */
  private long revokingAtTheSecondQuestion() {
    asked++;
    if (asked == 2) {
      apply(license(2, NOW), 3);
    }
    return time.getAsLong();
  }

  private int serve() throws Exception {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    CheckMetrics metrics = new CheckMetrics(registry, this::revokingAtTheSecondQuestion);
    GuardConfig unlimited =
        new GuardConfig(
            Optional.empty(), Optional.empty(), 10, 10, Optional.empty(), TrustedProxies.none());
    ClaimDesk desk =
        new ClaimDesk(
            (id, account) -> Future.succeededFuture(new ClaimAnswer.Unreachable()), claims);
    VerifyHandler verify =
        new VerifyHandler(
            new CheckDecider(
                replica, TestFiles.PEPPERS, freshness, claims, desk, time, false, metrics),
            replica,
            freshness,
            new BodyReader(vertx, time, () -> false, () -> {}),
            metrics,
            new SenderLimits(new UnknownKeyBudget(unlimited, new Refusals(registry), time)),
            new UsageCounter());
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(verify)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
    return server.actualPort();
  }

  private static HttpResponse<String> verify(int port) throws Exception {
    URI uri =
        URI.create("http://127.0.0.1:" + port + "/v1/verify?connector=rozetka&account=1234567");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + KEY).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private void apply(SubjectDocument document, long seq) {
    VerifiedSubject verified = (VerifiedSubject) verifier.verify(SIGNER.sign(document));
    assertThat(replica.apply(verified)).isTrue();
    replica.proven(new FeedPosition(1, seq));
  }

  private static SubjectDocument license(long version, Instant revokedAt) {
    ApiKeyRef key = Documents.key("key-1", KEY, null, revokedAt);
    return Documents.license(
        "c1", version, List.of(key), List.of(Documents.grant("s1", "rozetka", "1234567")));
  }
}
