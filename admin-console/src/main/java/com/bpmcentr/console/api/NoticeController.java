package com.bpmcentr.console.api;

import com.bpmcentr.console.notice.NoticeService;
import com.bpmcentr.console.staff.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = ApiPaths.ROOT + "/notices", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Notices")
class NoticeController {

  private final NoticeService notices;

  NoticeController(NoticeService notices) {
    this.notices = notices;
  }

  @Operation(
      operationId = "listNotices",
      summary = "Lists what customers were to be told, the latest due first")
  @GetMapping
  @Listed(ApiList.NOTICES)
  Answer<Listing<NoticeJson>> list(Actor actor, ListParameters parameters) {
    return Answer.page(notices.list(actor, parameters.query()), parameters, NoticeJson::of);
  }
}
