// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.test;

import java.nio.file.Path;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.widgets.Display;

/** A picture to be backed up and looked at: nobody's, so that it may be in the documents. */
final class Harbour {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 600;

    private Harbour() {}

    static void paint(Path file) {
        Ui.run(() -> {
            Image image = new Image(Display.getDefault(), WIDTH, HEIGHT);
            GC gc = new GC(image);
            gc.setAntialias(SWT.ON);
            paint(gc);
            gc.dispose();
            ImageLoader loader = new ImageLoader();
            loader.data = new ImageData[] {image.getImageData()};
            loader.save(file.toString(), SWT.IMAGE_JPEG);
            image.dispose();
        });
    }

    private static void paint(GC gc) {
        gc.setForeground(new Color(38, 70, 120));
        gc.setBackground(new Color(245, 166, 96));
        gc.fillGradientRectangle(0, 0, WIDTH, 380, true);
        gc.setForeground(new Color(220, 130, 80));
        gc.setBackground(new Color(20, 40, 70));
        gc.fillGradientRectangle(0, 380, WIDTH, HEIGHT - 380, true);
        gc.setBackground(new Color(255, 226, 150));
        gc.fillOval(600, 290, 130, 130);
        gc.setBackground(new Color(30, 34, 48));
        gc.fillPolygon(new int[] {0, 380, 0, 250, 120, 300, 260, 262, 420, 380});
        gc.fillPolygon(new int[] {240, 450, 470, 450, 440, 500, 270, 500});
        gc.fillRectangle(350, 200, 8, 250);
        gc.setBackground(new Color(240, 236, 224));
        gc.fillPolygon(new int[] {364, 215, 364, 436, 462, 436});
        gc.fillPolygon(new int[] {344, 240, 344, 436, 262, 436});
    }
}
