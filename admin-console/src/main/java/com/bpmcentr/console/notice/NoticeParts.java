package com.bpmcentr.console.notice;

import com.bpmcentr.console.subscription.CurrentRules;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** One piece of due work for each rule. */
@Configuration(proxyBeanMethods = false)
@Import(NoticeParts.Works.class)
class NoticeParts {

  static final class Works implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
      for (NoticeRule rule : NoticeRule.values()) {
        registry.registerBean(
            rule.work(),
            NoticeWork.class,
            bean ->
                bean.supplier(
                    parts ->
                        new NoticeWork(
                            rule,
                            parts.bean(NoticeRepository.class),
                            parts.bean(CurrentRules.class))));
      }
    }
  }
}
