package com.bpmcentr.console.shell.list;

import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.view.SavedView;
import com.bpmcentr.console.view.SavedViewService;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The viewer's saved views, for the lists that offer them. */
@Component
public class SavedViews {

  private final SavedViewService views;
  private final Viewer viewer;

  SavedViews(SavedViewService views, Viewer viewer) {
    this.views = views;
    this.viewer = viewer;
  }

  List<SavedView> of(String list) {
    return views.list(viewer.actor(), list).orElseThrow();
  }

  Result<SavedView> save(String list, String name, String query) {
    return views.save(viewer.actor(), list, name, query);
  }

  Result<String> remove(UUID id) {
    return views.remove(viewer.actor(), id);
  }
}
