// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.snapshots;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.holdfast.console.widget.Forms;
import org.holdfast.console.widget.Ids;
import org.jspecify.annotations.Nullable;

/** A picture as large as there is room for it, and not larger than it is. */
final class PictureView {
    private final Composite area;
    private @Nullable Image image;

    PictureView(Composite parent) {
        this.area = Ids.id(new Composite(parent, SWT.DOUBLE_BUFFERED), "preview-picture");
        GridDataFactory.fillDefaults().grab(true, true).hint(100, 60).applyTo(area);
        area.addListener(SWT.Paint, event -> paint(event.gc));
        area.addListener(SWT.Resize, event -> area.redraw());
        area.addListener(SWT.Dispose, event -> dispose());
        Forms.show(area, false);
    }

    void show(ImageData data) {
        dispose();
        image = new Image(area.getDisplay(), data);
        Forms.show(area, true);
        area.redraw();
    }

    private void paint(GC gc) {
        Image shown = image;
        Rectangle room = area.getClientArea();
        if (shown == null || room.isEmpty()) {
            return;
        }
        Rectangle size = shown.getBounds();
        double scale = Math.min(1, Math.min((double) room.width / size.width, (double) room.height / size.height));
        int width = Math.max(1, (int) (size.width * scale));
        int height = Math.max(1, (int) (size.height * scale));
        gc.setInterpolation(SWT.HIGH);
        gc.drawImage(
                shown,
                0,
                0,
                size.width,
                size.height,
                (room.width - width) / 2,
                (room.height - height) / 2,
                width,
                height);
    }

    void clear() {
        dispose();
        Forms.show(area, false);
    }

    private void dispose() {
        Image old = image;
        image = null;
        if (old != null) {
            old.dispose();
        }
    }
}
