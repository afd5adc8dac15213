package com.bpmcentr.console.imports.ui;

import com.bpmcentr.console.imports.Import;
import com.bpmcentr.console.imports.ImportPreview;
import com.bpmcentr.console.imports.ImportService;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Notices;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadI18N;
import com.vaadin.flow.server.streams.UploadEvent;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes a file and hands it to the service as it streams in: first to say what it holds, and again
 * once that has been looked at, to import it. Nothing of it is kept in between, or beside that.
 */
final class ImportDialog extends Dialog {

  private static final String SAMPLE = "assets/import-sample.ndjson";
  private static final String LINE =
      """
      {"externalId":"shop-17","email":"olena@example.com","name":"Олена Ткач","country":"UA","locale":"uk",\
      "keys":[{"name":"Shop","environment":"prod"}],\
      "subscriptions":[{"connectorId":"rozetka","interval":"month"}]}""";

  private final ImportService imports;
  private final Viewer viewer;

  /** The browser has the file, and sends it once more. */
  private static final String SEND_AGAIN =
      "this.files.forEach(file => { file.complete = false; }); this.uploadFiles();";

  /** Whether what comes in is to be imported; written before the browser is told to send it. */
  private volatile boolean confirmed;

  /** Written where the file streams in, read when the browser says that it is there. */
  private volatile @Nullable Result<?> result;

  private final Upload upload = new Upload(this::receive);
  private final Div help = new Div();
  private final Div seen = new Div();
  private final Button begin = new Button(getTranslation("imports.begin"), event -> begin());

  ImportDialog(ImportService imports, Viewer viewer) {
    this.imports = imports;
    this.viewer = viewer;
    setHeaderTitle(getTranslation("imports.new"));
    upload.setMaxFiles(1);
    upload.setI18n(texts());
    upload.setWidthFull();
    upload.addAllFinishedListener(event -> finished());
    upload.addFileRemovedListener(event -> forget());
    var line = new Code(LINE);
    line.addClassName("revealed");
    var sample = new Anchor(SAMPLE, getTranslation("imports.sample"));
    sample.getElement().setAttribute("download", true);
    sample.getElement().setAttribute("router-ignore", true);
    help.add(
        new Paragraph(getTranslation("imports.help")),
        line,
        new Paragraph(getTranslation("imports.help.again")),
        sample,
        new Paragraph(getTranslation("imports.help.look")));
    help.addClassName("dialog-form");
    var content = new Div(help, upload, seen);
    content.addClassName("dialog-form");
    add(content);
    begin.addThemeVariants(ButtonVariant.PRIMARY);
    forget();
    getFooter().add(new Button(getTranslation("imports.close"), event -> close()), begin);
  }

  private void receive(UploadEvent event) throws IOException {
    // else a file that breaks off would be told the refusal of the one before
    result = null;
    InputStream file = event.getInputStream();
    result =
        confirmed ? imports.receive(viewer.actor(), file) : imports.preview(viewer.actor(), file);
  }

  private void begin() {
    confirmed = true;
    begin.setEnabled(false);
    upload.getElement().executeJs(SEND_AGAIN);
  }

  private void finished() {
    switch (result) {
      case Result.Done<?>(Import started, var _) -> {
        close();
        DetailPage.open(Screen.IMPORTS, started.id().toString(), null);
      }
      case Result.Done<?>(ImportPreview preview, var _) -> show(preview);
      case Result.Done<?> done -> throw new IllegalStateException("neither: " + done);
      case Result.Refused<?>(Refusal refusal) -> {
        forget();
        Notices.refused(refusal);
      }
      case null -> {
        forget();
        Notices.failure(getTranslation("imports.broken-off"));
      }
    }
  }

  private void show(ImportPreview preview) {
    help.setVisible(false);
    seen.removeAll();
    seen.add(new ImportPreviewPart(preview, viewer.formats(getLocale())));
    begin.setVisible(preview.imported() > 0);
    begin.setEnabled(true);
  }

  /** Whatever is sent next is looked at first. */
  private void forget() {
    confirmed = false;
    seen.removeAll();
    begin.setVisible(false);
    help.setVisible(true);
  }

  private UploadI18N texts() {
    String add = getTranslation("imports.choose");
    String drop = getTranslation("imports.drop");
    String failed = getTranslation("upload.failed");
    return new UploadI18N()
        .setAddFiles(new UploadI18N.AddFiles().setOne(add).setMany(add))
        .setDropFiles(new UploadI18N.DropFiles().setOne(drop).setMany(drop))
        .setError(new UploadI18N.Error().setTooManyFiles(getTranslation("upload.one-file")))
        .setFile(
            new UploadI18N.File()
                .setRetry(getTranslation("upload.retry"))
                .setStart(getTranslation("upload.start"))
                .setRemove(getTranslation("upload.remove")))
        .setUploading(
            new UploadI18N.Uploading()
                .setStatus(
                    new UploadI18N.Uploading.Status()
                        .setConnecting(getTranslation("upload.connecting"))
                        .setStalled(getTranslation("upload.stalled"))
                        .setProcessing(getTranslation("upload.processing"))
                        .setHeld(getTranslation("upload.held")))
                .setRemainingTime(
                    new UploadI18N.Uploading.RemainingTime()
                        .setPrefix(getTranslation("progress.remaining") + " ")
                        .setUnknown(getTranslation("upload.unknown")))
                .setError(
                    new UploadI18N.Uploading.Error()
                        .setServerUnavailable(failed)
                        .setUnexpectedServerError(failed)
                        .setForbidden(failed)));
  }
}
