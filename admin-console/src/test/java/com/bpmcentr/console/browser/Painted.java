package com.bpmcentr.console.browser;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** What a screenshot shows, in figures. */
final class Painted {

  private Painted() {}

  /** The average of the picture's left edge, where only background is: 0 to 255. */
  static int brightness(byte[] png) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
      long sum = 0;
      for (int y = 0; y < image.getHeight(); y++) {
        int pixel = image.getRGB(2, y);
        sum += ((pixel >> 16 & 255) + (pixel >> 8 & 255) + (pixel & 255)) / 3;
      }
      return (int) (sum / image.getHeight());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
