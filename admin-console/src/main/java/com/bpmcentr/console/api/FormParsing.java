package com.bpmcentr.console.api;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Leaves forms sent to the API unread. Their parts would be written to a folder before anybody
 * looks where they were sent, keys among them; screens take files in such parts.
 */
@Configuration(proxyBeanMethods = false)
class FormParsing {

  @Bean(DispatcherServlet.MULTIPART_RESOLVER_BEAN_NAME)
  MultipartResolver formsOfScreensOnly() {
    return new StandardServletMultipartResolver() {
      @Override
      public boolean isMultipart(HttpServletRequest request) {
        return !ApiPaths.isApi(request) && super.isMultipart(request);
      }
    };
  }
}
