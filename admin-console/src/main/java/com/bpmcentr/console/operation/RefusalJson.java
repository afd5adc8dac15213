package com.bpmcentr.console.operation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Refusals as they are stored, so that each reader is told in its own words later. */
public final class RefusalJson {

  private static final JsonMapper JSON =
      JsonMapper.builder().addMixIn(Refusal.class, Kinds.class).build();

  private RefusalJson() {}

  public static String write(Refusal refusal) {
    return JSON.writerFor(Refusal.class).writeValueAsString(refusal);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static Refusal read(String json) {
    try {
      return JSON.readValue(json, Refusal.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not a stored refusal", e);
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "refusal")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Refusal.NotFound.class, name = "not-found"),
    @JsonSubTypes.Type(value = Refusal.Forbidden.class, name = "forbidden"),
    @JsonSubTypes.Type(value = Refusal.VersionConflict.class, name = "version-conflict"),
    @JsonSubTypes.Type(value = Refusal.StateForbids.class, name = "state-forbids"),
    @JsonSubTypes.Type(value = Refusal.Invalid.class, name = "invalid"),
    @JsonSubTypes.Type(value = Refusal.LimitReached.class, name = "limit-reached"),
    @JsonSubTypes.Type(value = Refusal.SelectionChanged.class, name = "selection-changed"),
    @JsonSubTypes.Type(value = Refusal.AlreadyExists.class, name = "already-exists")
  })
  private interface Kinds {}
}
