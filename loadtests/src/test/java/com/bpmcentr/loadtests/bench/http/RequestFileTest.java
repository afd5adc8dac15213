package com.bpmcentr.loadtests.bench.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.loadtests.bench.set.SetFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestFileTest {
  private static final int ENOUGH = 1_000;

  @TempDir Path folder;

  private List<String> requests(CheckCase check) throws IOException {
    SetFiles set = new SetFiles(folder);
    Files.writeString(set.keys(), "key,connector,account\nkey-a,rozetka,1\nkey-b,allo,2\n");
    Files.writeString(set.denied(), "key,connector,account,code\nkey-c,keycrm,3,EXPIRED\n");
    Path file = folder.resolve("requests");
    RequestFile.write(file, check, set, ENOUGH);
    assertThat(RequestFile.read(file, 10)).hasSize(10);
    return RequestFile.read(file, Integer.MAX_VALUE).stream()
        .map(request -> new String(request, US_ASCII))
        .toList();
  }

  @Test
  void write_getKnown_drawsFromAllKeys() throws IOException {
    assertThat(requests(CheckCase.GET_KNOWN))
        .hasSize(ENOUGH)
        .containsOnly(
            "GET /v1/verify?connector=rozetka&account=1 HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + "Authorization: Bearer key-a\r\n\r\n",
            "GET /v1/verify?connector=allo&account=2 HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + "Authorization: Bearer key-b\r\n\r\n");
  }

  @Test
  void write_getDenied_drawsFromTheDenied() throws IOException {
    assertThat(requests(CheckCase.GET_DENIED))
        .allMatch(request -> request.contains("Bearer key-c\r\n"));
  }

  @Test
  void write_getUnknown_hasAnotherKeyEachTime() throws IOException {
    Set<String> requests = new HashSet<>(requests(CheckCase.GET_UNKNOWN));

    assertThat(requests).hasSize(ENOUGH).allMatch(request -> request.contains("Bearer bpm_prod_"));
  }

  @Test
  void write_post_announcesItsBodysLength() throws IOException {
    assertThat(requests(CheckCase.POST_KNOWN))
        .contains(
            "POST /v1/verify HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + "Content-Length: 51\r\n\r\n"
                + "{\"key\":\"key-a\",\"connector\":\"rozetka\",\"account\":\"1\"}");
  }

  @Test
  void read_fileOfNoKeys_isRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("empty.csv"), "key,connector,account\n");

    assertThatThrownBy(() -> KeyRows.read(file)).isInstanceOf(IOException.class);
  }
}
