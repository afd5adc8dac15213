package com.bpmcentr.loadtests.reference;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class VerifyController {
  private static final String BEARER = "Bearer ";

  private final VerifyService service;

  VerifyController(VerifyService service) {
    this.service = service;
  }

  record CheckBody(String key, String connector, String account) {}

  @GetMapping("/v1/verify")
  VerifyAnswer get(
      @RequestHeader("Authorization") String authorization,
      @RequestParam String connector,
      @RequestParam String account) {
    String key =
        authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()) : authorization;
    return service.verify(key, connector, account);
  }

  @PostMapping("/v1/verify")
  VerifyAnswer post(@RequestBody CheckBody body) {
    return service.verify(body.key(), body.connector(), body.account());
  }
}
