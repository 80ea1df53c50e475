// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.recovery;

import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.printing.Printer;
import org.eclipse.swt.printing.PrinterData;

/** Puts a sheet on paper, in letters of one width, as large as 80 of them fit into a line. */
final class SheetPrinter {
    private static final int COLUMNS = 80;
    private static final int POINTS = 10;
    private static final int INCHES_OF_MARGIN_ABOVE_AND_BELOW = 1;
    private static final String SAMPLE = "M".repeat(COLUMNS);

    private SheetPrinter() {}

    /** @return whether the printer took it */
    static boolean print(PrinterData wanted, String title, String text) {
        Printer printer = new Printer(wanted);
        try {
            return printer.startJob(title) && print(printer, text);
        } finally {
            printer.dispose();
        }
    }

    private static boolean print(Printer printer, String text) {
        GC gc = new GC(printer);
        Font font = font(printer, gc);
        gc.setFont(font);
        Rectangle area = printer.getClientArea();
        int margin = printer.getDPI().y * INCHES_OF_MARGIN_ABOVE_AND_BELOW / 2;
        int height = gc.getFontMetrics().getHeight();
        List<List<String>> pages = SheetPages.of(text, COLUMNS, Math.max(1, (area.height - 2 * margin) / height));
        for (List<String> page : pages) {
            if (!printer.startPage()) {
                return false;
            }
            for (int i = 0; i < page.size(); i++) {
                gc.drawString(page.get(i), area.x + margin, area.y + margin + i * height);
            }
            printer.endPage();
        }
        gc.dispose();
        font.dispose();
        printer.endJob();
        return true;
    }

    private static Font font(Printer printer, GC gc) {
        Font usual = new Font(printer, "Monospace", POINTS, SWT.NORMAL);
        gc.setFont(usual);
        Point needed = gc.textExtent(SAMPLE);
        int room = printer.getClientArea().width - printer.getDPI().x * INCHES_OF_MARGIN_ABOVE_AND_BELOW;
        if (needed.x <= room) {
            return usual;
        }
        usual.dispose();
        return new Font(printer, "Monospace", Math.max(1, POINTS * room / needed.x), SWT.NORMAL);
    }
}
