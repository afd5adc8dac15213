package com.bpmcentr.console.operation;

import com.bpmcentr.license.WireName;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * How strictly what comes from outside is read: what is not understood is refused. A misspelt
 * {@code notAfter} must not quietly become a key without an end.
 */
public final class StrictJson {

  private StrictJson() {}

  /** Makes a mapper read so. */
  public static void configure(JsonMapper.Builder builder) {
    builder
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .withCoercionConfig(LogicalType.Textual, StrictJson::refuseOtherTypes)
        .withCoercionConfig(LogicalType.Enum, StrictJson::refuseOtherTypes)
        .addMixIn(WireName.class, WireNames.class)
        .addModule(new SimpleModule().addDeserializer(Instant.class, new TimeReader()));
  }

  /** Five is not a text, and not the sixth constant either. */
  private static void refuseOtherTypes(MutableCoercionConfig config) {
    config
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
  }

  /** Constants go in and out by the names that the documents use. */
  private interface WireNames {

    @JsonValue
    String wireName();
  }

  /** Times with a zone, and nothing else: of a bare number nobody knows the unit. */
  private static final class TimeReader extends StdScalarDeserializer<Instant> {

    TimeReader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
      if (parser.currentToken() == JsonToken.VALUE_STRING) {
        try {
          return OffsetDateTime.parse(parser.getString()).toInstant();
        } catch (DateTimeParseException _) {
          return (Instant)
              context.handleWeirdStringValue(Instant.class, parser.getString(), "not a time");
        }
      }
      return (Instant) context.handleUnexpectedToken(Instant.class, parser);
    }
  }
}
