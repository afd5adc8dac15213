package com.bpmcentr.console.api;

import com.bpmcentr.console.attention.AttentionService;
import com.bpmcentr.console.staff.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = ApiPaths.ROOT + "/attention", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Attention")
class AttentionController {

  private final AttentionService attention;

  AttentionController(AttentionService attention) {
    this.attention = attention;
  }

  @Operation(
      operationId = "getAttention",
      summary = "What needs attention now, the most urgent first")
  @GetMapping
  Answer<AttentionJson> get(Actor actor) {
    return Answer.ok(attention.needs(actor), AttentionJson::of);
  }
}
