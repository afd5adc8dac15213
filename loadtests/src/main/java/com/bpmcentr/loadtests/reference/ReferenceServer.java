package com.bpmcentr.loadtests.reference;

import com.bpmcentr.license.MalformedException;
import com.bpmcentr.license.Peppers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;

/**
 * The reference: {@code spring.datasource.…} and {@code reference.peppers} are in its environment.
 * It ends with its input, and so with whoever started it.
 */
@SpringBootApplication
public class ReferenceServer {

  public static void main(String[] arguments) throws IOException {
    SpringApplication application = new SpringApplication(ReferenceServer.class);
    application.setDefaultProperties(
        Map.of(
            "server.address", "127.0.0.1",
            "server.port", "0",
            // As the others: Tomcat would close each connection after 100 requests.
            "server.tomcat.max-keep-alive-requests", "-1",
            "spring.threads.virtual.enabled", "true",
            "spring.datasource.hikari.maximum-pool-size", "16",
            "spring.main.banner-mode", "off"));
    application.run(arguments);
    System.in.transferTo(OutputStream.nullOutputStream());
    System.exit(0);
  }

  @Bean
  Peppers peppers(@Value("${reference.peppers}") Path file) throws IOException, MalformedException {
    return Peppers.parse(Files.readAllBytes(file));
  }

  @EventListener
  void listening(WebServerInitializedEvent event) {
    System.out.println("answers on 127.0.0.1:" + event.getWebServer().getPort());
  }
}
