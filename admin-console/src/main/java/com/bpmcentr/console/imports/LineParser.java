package com.bpmcentr.console.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bpmcentr.console.apikey.ImportedKeys;
import com.bpmcentr.console.apikey.NewApiKey;
import com.bpmcentr.console.customer.CustomerDetails;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal.Invalid;
import com.bpmcentr.console.operation.StrictJson;
import com.bpmcentr.console.secret.Secret;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.Language;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads one line as strictly as the API reads bodies, and says what of it is wrong by itself. What
 * depends on others, such as an address that is taken, shows when the line is imported.
 */
@Component
final class LineParser {

  /** The field of a problem that is the whole line's. */
  static final String LINE = "line";

  /** What a line's rules ask of a customer that has no id yet. */
  private static final UUID NOBODY = new UUID(0, 0);

  private final ImportedKeys keys;
  private final ObjectReader reader;

  LineParser(ImportedKeys keys) {
    this.keys = keys;
    JsonMapper.Builder json = JsonMapper.builder();
    StrictJson.configure(json);
    this.reader = json.build().readerFor(Fields.class);
  }

  /** What came of a line: one of the two. */
  record Parsed(@Nullable ImportLine line, @Nullable RefusedLine refused) {}

  /** The line as people write it; whatever is missing is null here. */
  record Fields(
      @Nullable String externalId,
      @Nullable String email,
      @Nullable String name,
      @Nullable String company,
      @Nullable String country,
      @Nullable Language locale,
      @Nullable List<@Nullable KeyFields> keys,
      @Nullable List<@Nullable SubscriptionFields> subscriptions) {}

  record KeyFields(
      @Nullable String name, @Nullable Environment environment, @Nullable Secret key) {}

  record SubscriptionFields(
      @Nullable String connectorId,
      @Nullable Interval interval,
      @Nullable String makeAccountId,
      @Nullable Instant startsAt) {}

  Parsed parse(LineReader.Line line, int mostBytes, Instant now) {
    if (line.bytes() == null) {
      return refused(line, null, new Invalid(LINE, InvalidKey.LINE_LENGTH, List.of(mostBytes)));
    }
    try {
      // Strictly: a replacement character would be kept as if somebody had written it.
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(line.bytes())).toString();
      Fields fields = reader.readValue(text);
      return fields == null
          ? refused(line, null, new Invalid(LINE, InvalidKey.LINE_OBJECT))
          : checked(line, fields, now);
    } catch (CharacterCodingException _) {
      return refused(line, null, new Invalid(LINE, InvalidKey.LINE_UTF8));
    } catch (JacksonException e) {
      return refused(line, null, unreadable(e));
    }
  }

  private Parsed checked(LineReader.Line line, Fields fields, Instant now) {
    Optional<Invalid> problem = problem(fields, now);
    if (problem.isPresent()) {
      return refused(line, fields, problem.get());
    }
    List<ImportLine.Key> lineKeys = new ArrayList<>();
    for (KeyFields given : list(fields.keys())) {
      KeyFields key = set(given);
      lineKeys.add(
          new ImportLine.Key(
              text(key.name()),
              set(key.environment()),
              key.key() == null ? null : keys.digest(key.key())));
    }
    List<ImportLine.Subscribed> subscriptions =
        list(fields.subscriptions()).stream().map(each -> subscribed(set(each))).toList();
    return new Parsed(
        new ImportLine(
            line.number(),
            text(fields.externalId()).strip(),
            details(fields),
            lineKeys,
            subscriptions),
        null);
  }

  private Optional<Invalid> problem(Fields fields, Instant now) {
    return FieldRules.line("externalId", text(fields.externalId()))
        .or(() -> missing("email", fields.email()))
        .or(() -> missing("name", fields.name()))
        .or(() -> missing("country", fields.country()))
        .or(() -> missing("locale", fields.locale()))
        .or(() -> details(fields).problem())
        .or(() -> tooMany("keys", list(fields.keys()).size()))
        .or(() -> tooMany("subscriptions", list(fields.subscriptions()).size()))
        .or(() -> keysProblem(list(fields.keys()), now))
        .or(() -> sameKeyTwice(list(fields.keys())))
        .or(() -> subscriptionsProblem(list(fields.subscriptions()), now));
  }

  private Optional<Invalid> keysProblem(List<@Nullable KeyFields> given, Instant now) {
    for (int i = 0; i < given.size(); i++) {
      KeyFields key = given.get(i);
      Optional<Invalid> problem =
          missing("", key)
              .or(() -> missing("name", set(key).name()))
              .or(() -> missing("environment", set(key).environment()))
              .or(() -> keys.problem(asked(set(key)), set(key).key(), now));
      if (problem.isPresent()) {
        return Optional.of(within("keys." + i, problem.get()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Invalid> sameKeyTwice(List<@Nullable KeyFields> given) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < given.size(); i++) {
      Secret key = set(given.get(i)).key();
      if (key != null && !seen.add(key.reveal())) {
        return Optional.of(new Invalid("keys." + i + ".key", InvalidKey.KEY_TAKEN));
      }
    }
    return Optional.empty();
  }

  private static Optional<Invalid> subscriptionsProblem(
      List<@Nullable SubscriptionFields> given, Instant now) {
    for (int i = 0; i < given.size(); i++) {
      SubscriptionFields subscription = given.get(i);
      Optional<Invalid> problem =
          missing("", subscription)
              .or(() -> missing("connectorId", set(subscription).connectorId()))
              .or(() -> missing("interval", set(subscription).interval()))
              .or(() -> subscribed(set(subscription)).asked(NOBODY).problem(now));
      if (problem.isPresent()) {
        return Optional.of(within("subscriptions." + i, problem.get()));
      }
    }
    return Optional.empty();
  }

  private static NewApiKey asked(KeyFields key) {
    return new NewApiKey(text(key.name()), set(key.environment()), null);
  }

  private static ImportLine.Subscribed subscribed(SubscriptionFields fields) {
    return new ImportLine.Subscribed(
        text(fields.connectorId()),
        set(fields.interval()),
        fields.makeAccountId(),
        fields.startsAt());
  }

  private static CustomerDetails details(Fields fields) {
    return new CustomerDetails(
        text(fields.email()),
        text(fields.name()),
        fields.company(),
        text(fields.country()),
        set(fields.locale()));
  }

  private static Optional<Invalid> missing(String field, @Nullable Object value) {
    return value == null ? Optional.of(new Invalid(field, InvalidKey.REQUIRED)) : Optional.empty();
  }

  private static Optional<Invalid> tooMany(String field, int parts) {
    return parts > ImportLimits.PARTS_OF_A_LINE
        ? Optional.of(
            new Invalid(field, InvalidKey.TOO_MANY, List.of(ImportLimits.PARTS_OF_A_LINE)))
        : Optional.empty();
  }

  /** Nested fields are named with dots, as the API does. */
  private static Invalid within(String parent, Invalid problem) {
    String field = problem.field().isEmpty() ? parent : parent + "." + problem.field();
    return new Invalid(field, problem.messageKey(), problem.arguments());
  }

  private static Parsed refused(LineReader.Line line, @Nullable Fields fields, Invalid problem) {
    return new Parsed(
        null,
        new RefusedLine(
            line.number(),
            fields == null ? null : storable(fields.externalId()),
            fields == null ? null : storable(fields.email()),
            problem));
  }

  /** What is wrong may be just this field; it is shown as far as a name of its kind may go. */
  private static @Nullable String storable(@Nullable String text) {
    return text == null || FieldRules.optionalLine("", text).isPresent() ? null : text;
  }

  /** What Jackson found, without its own wording: that quotes the text, and keys are in it. */
  private static Invalid unreadable(JacksonException failure) {
    String field = fieldOf(failure);
    return switch (failure) {
      case UnrecognizedPropertyException _ -> new Invalid(field, InvalidKey.UNKNOWN_FIELD);
      case MismatchedInputException _ when field.isEmpty() ->
          new Invalid(LINE, InvalidKey.LINE_OBJECT);
      case MismatchedInputException _ -> new Invalid(field, InvalidKey.FORM);
      case StreamReadException malformed
          when malformed.getOriginalMessage().startsWith("Duplicate Object property") ->
          new Invalid(field.isEmpty() ? LINE : field, InvalidKey.FIELD_TWICE);
      case StreamReadException malformed ->
          new Invalid(
              LINE,
              InvalidKey.LINE_JSON,
              malformed.getLocation() == null
                  ? List.of(0)
                  : List.of(malformed.getLocation().getColumnNr()));
      default -> new Invalid(field.isEmpty() ? LINE : field, InvalidKey.FORM);
    };
  }

  private static String fieldOf(JacksonException failure) {
    return failure.getPath().stream()
        .map(step -> step.getPropertyName() == null ? "" + step.getIndex() : step.getPropertyName())
        .collect(Collectors.joining("."));
  }

  private static <T extends @Nullable Object> List<T> list(@Nullable List<T> values) {
    return values == null ? List.of() : values;
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  /** A value that was found to be there. */
  private static <T> T set(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("not looked for before");
    }
    return value;
  }
}
