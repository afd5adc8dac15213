package com.bpmcentr.console.api;

import com.bpmcentr.console.explain.ExplainService;
import com.bpmcentr.console.staff.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = ApiPaths.ROOT, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Explain")
class ExplainController {

  private final ExplainService explain;

  ExplainController(ExplainService explain) {
    this.explain = explain;
  }

  /** A POST although it changes nothing: a key must not stand in a URL. */
  @Operation(
      operationId = "explain",
      summary = "How a check is answered, and why: now, or at an earlier moment")
  @PostMapping("/explain")
  Answer<ExplanationJson> explain(Actor actor, @Valid @RequestBody ExplainFields fields) {
    return Answer.ok(explain.explain(actor, fields.asked()), ExplanationJson::of);
  }
}
