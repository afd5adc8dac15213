package com.bpmcentr.edge.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bpmcentr.edge.http.JsonBytes;
import com.bpmcentr.edge.http.Problem;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Decision;
import com.bpmcentr.license.DecisionCode;
import com.bpmcentr.license.DecisionMessages;
import com.bpmcentr.license.DecisionSentence;
import com.bpmcentr.license.DecisionStatus;
import com.bpmcentr.license.HeldGrant;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.Language;
import com.bpmcentr.license.Warning;
import com.bpmcentr.license.WireName;
import io.vertx.core.buffer.Buffer;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How {@code /v1/verify} says a decision. Belongs to one event loop, whose answers it writes one
 * after the other.
 *
 * <p>All that does not depend on the customer is bytes beforehand, and nothing is kept for a
 * customer: docs/decisions/answers-are-written-anew.md.
 */
final class VerifyAnswer {

  private static final Map<DecisionCode, byte[]> OPENINGS =
      each(
          DecisionCode.class,
          code ->
              "{\"valid\":%b,\"code\":\"%s\"".formatted(code == DecisionCode.VALID, code.name()));
  private static final Map<DecisionStatus, byte[]> STATUSES =
      each(DecisionStatus.class, status -> ",\"status\":" + quoted(status));
  private static final byte[] MESSAGE = bytes(",\"message\":\"");
  private static final byte[] CONNECTOR = bytes("\",\"connector\":\"");
  private static final byte[] ACCOUNT = bytes("\",\"account\":\"");
  private static final byte[] SUBSCRIPTION = bytes("\",\"subscriptionId\":");
  private static final Map<Category, byte[]> CATEGORIES =
      each(Category.class, category -> ",\"category\":" + quoted(category));
  private static final byte[] NO_CATEGORY = bytes(",\"category\":null");
  private static final Map<Interval, byte[]> INTERVALS =
      each(Interval.class, interval -> ",\"interval\":" + quoted(interval));
  private static final byte[] NO_INTERVAL = bytes(",\"interval\":null");
  private static final byte[] EXPIRES_AT = bytes(",\"expiresAt\":");
  private static final byte[] GRACE_UNTIL = bytes(",\"graceUntil\":");
  private static final byte[] BINDING_OLD = bytes(",\"newBinding\":false,\"warnings\":[");
  private static final byte[] BINDING_NEW = bytes(",\"newBinding\":true,\"warnings\":[");
  private static final Map<Warning, byte[]> WARNINGS =
      each(Warning.class, warning -> '"' + warning.name() + '"');
  private static final byte[] NULL = bytes("null");
  private static final byte[] QUOTE = bytes("\"");
  private static final byte[] COMMA = bytes(",");
  private static final byte[] END_OF_VALID = bytes("]}");
  private static final byte[] END = bytes("}");
  private static final byte[] END_OF_ACCOUNT = bytes("\"}");

  private final JsonBytes json = new JsonBytes();

  /** The texts of a sentence as JSON; by identity, as sentences are the same objects for good. */
  private final IdentityHashMap<DecisionSentence, List<byte[]>> texts = new IdentityHashMap<>();

  /** The body of a 200: all fields of a VALID; of a denial those that apply. */
  Buffer toBody(Decision decision, Language language) {
    return write(decision, language).toBuffer();
  }

  JsonBytes write(Decision decision, Language language) {
    json.clear().raw(get(OPENINGS, decision.code()));
    if (decision.status() != null) {
      json.raw(get(STATUSES, decision.status()));
    }
    json.raw(MESSAGE);
    message(decision, language);
    json.raw(CONNECTOR)
        .escaped(decision.check().connector())
        .raw(ACCOUNT)
        .escaped(decision.check().account());
    HeldGrant grant = decision.grant();
    if (!decision.valid() && grant == null) {
      return json.raw(END_OF_ACCOUNT);
    }
    subscription(decision, grant);
    return decision.valid() ? warnings(decision) : json.raw(END);
  }

  private void message(Decision decision, Language language) {
    DecisionSentence sentence =
        DecisionMessages.sentence(decision.code(), decision.status(), language);
    List<byte[]> ready = texts.computeIfAbsent(sentence, VerifyAnswer::escaped);
    json.raw(ready.getFirst());
    for (int i = 0; i < sentence.facts().size(); i++) {
      json.escaped(DecisionMessages.fact(decision, sentence.facts().get(i), language))
          .raw(ready.get(i + 1));
    }
  }

  private static List<byte[]> escaped(DecisionSentence sentence) {
    return sentence.texts().stream()
        .map(text -> bytes(new JsonBytes().escaped(text).toString()))
        .toList();
  }

  private void subscription(Decision decision, @Nullable HeldGrant grant) {
    json.raw(SUBSCRIPTION);
    if (grant == null) {
      json.raw(NULL);
    } else {
      json.raw(QUOTE).escaped(grant.subscriptionId()).raw(QUOTE);
    }
    Category category = decision.category();
    json.raw(category == null ? NO_CATEGORY : get(CATEGORIES, category))
        .raw(grant == null ? NO_INTERVAL : get(INTERVALS, grant.interval()));
    time(EXPIRES_AT, grant == null ? HeldGrant.NEVER : grant.endsAtMillis());
    time(GRACE_UNTIL, grant == null ? HeldGrant.NEVER : grant.graceUntilMillis());
  }

  private void time(byte[] field, long millis) {
    json.raw(field);
    if (millis == HeldGrant.NEVER) {
      json.raw(NULL);
    } else {
      json.raw(QUOTE).time(millis).raw(QUOTE);
    }
  }

  private JsonBytes warnings(Decision decision) {
    json.raw(decision.newBinding() ? BINDING_NEW : BINDING_OLD);
    List<Warning> warnings = decision.warnings();
    for (int i = 0; i < warnings.size(); i++) {
      if (i > 0) {
        json.raw(COMMA);
      }
      json.raw(get(WARNINGS, warnings.get(i)));
    }
    return json.raw(END_OF_VALID);
  }

  /** The 503 of a decision that leaves open. */
  static Problem toProblem(Decision decision, Language language) {
    return Problem.undecided(
        decision.code().name(),
        DecisionMessages.text(decision, language),
        retryAfterSeconds(decision.code()));
  }

  static int retryAfterSeconds(DecisionCode code) {
    return code == DecisionCode.STALE ? 30 : 2;
  }

  private static <E extends Enum<E>> Map<E, byte[]> each(
      Class<E> type, Function<E, String> fragment) {
    Map<E, byte[]> fragments = new EnumMap<>(type);
    for (E constant : type.getEnumConstants()) {
      fragments.put(constant, bytes(fragment.apply(constant)));
    }
    return fragments;
  }

  private static <E extends Enum<E>> byte[] get(Map<E, byte[]> fragments, E constant) {
    byte[] fragment = fragments.get(constant);
    if (fragment == null) {
      throw new IllegalStateException("every constant has its fragment");
    }
    return fragment;
  }

  private static String quoted(WireName constant) {
    return '"' + constant.wireName() + '"';
  }

  private static byte[] bytes(String json) {
    return json.getBytes(UTF_8);
  }
}
