// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.TabFolder;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.swt.widgets.Widget;

/** Drives the console as a person does, by the ids of its widgets; from a thread that is not the UI's. */
final class Ui {
    private static final long PATIENCE = 30_000;

    /** After some failures the console itself is broken, and nobody has to wait half a minute for each of many tests. */
    private static final int FAILURES = 4;

    private static int failures;
    private static final Display DISPLAY = Display.getDefault();

    private Ui() {}

    /** On the UI thread; what is thrown there is thrown here. */
    static <T> T on(Supplier<T> action) {
        AtomicReference<T> result = new AtomicReference<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        DISPLAY.syncExec(() -> {
            try {
                result.set(action.get());
            } catch (RuntimeException | Error e) {
                failure.set(e);
            }
        });
        if (failure.get() != null) {
            throw new AssertionError("on the UI thread: " + failure.get(), failure.get());
        }
        return result.get();
    }

    static void run(Runnable action) {
        on(() -> {
            action.run();
            return true;
        });
    }

    /** Waits until it is so. */
    static void await(String what, Supplier<Boolean> condition) {
        await(what, condition, PATIENCE);
    }

    private static void await(String what, Supplier<Boolean> condition, long most) {
        long patience = failures < FAILURES ? most : most / 15;
        long end = System.nanoTime() + patience * 1_000_000;
        while (!on(condition)) {
            if (System.nanoTime() > end) {
                failures++;
                throw new AssertionError("in vain for " + patience / 1000 + " s: " + what + "\n" + on(Ui::described));
            }
            pause(20);
        }
    }

    static void awaitText(String id, String part) {
        awaitText(id, part, PATIENCE);
    }

    /** For at most so many ms. */
    static void awaitText(String id, String part, long most) {
        await("'" + part + "' in " + id, () -> text(id).contains(part), most);
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The widget with this id that can be seen; on the UI thread. */
    static <W extends Widget> Optional<W> find(String id, Class<W> type) {
        List<Widget> found = new ArrayList<>();
        for (Shell shell : DISPLAY.getShells()) {
            if (shell.isVisible()) {
                collect(shell, id, found);
            }
        }
        return found.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    static <W extends Widget> W get(String id, Class<W> type) {
        return find(id, type).orElseThrow(() -> new AssertionError("no " + id + " is seen\n" + described()));
    }

    private static void collect(Widget widget, String id, List<Widget> found) {
        if (id.equals(widget.getData("id")) && (!(widget instanceof Control control) || control.isVisible())) {
            found.add(widget);
        }
        if (widget instanceof ToolBar bar) {
            Arrays.stream(bar.getItems()).forEach(each -> collect(each, id, found));
        } else if (widget instanceof Composite composite) {
            Arrays.stream(composite.getChildren()).forEach(each -> collect(each, id, found));
        }
    }

    /** What a label, button, field or item says; empty if it is not there. */
    static String text(String id) {
        return find(id, Widget.class).map(Ui::textOf).orElse("");
    }

    private static String textOf(Widget widget) {
        return switch (widget) {
            case Label label -> label.getText();
            case Button button -> button.getText();
            case Text text -> text.getText();
            case ToolItem item -> item.getText();
            default -> "";
        };
    }

    static void click(String id) {
        await(
                id + " can be clicked",
                () -> find(id, Widget.class)
                        .filter(each -> !(each instanceof Control control) || control.isEnabled())
                        .isPresent());
        run(() -> {
            Widget widget = get(id, Widget.class);
            if (widget instanceof Button button && (button.getStyle() & (SWT.CHECK | SWT.RADIO)) != 0) {
                button.setSelection(!button.getSelection());
            } else if (widget instanceof ToolItem item && (item.getStyle() & SWT.RADIO) != 0) {
                Arrays.stream(item.getParent().getItems()).forEach(each -> each.setSelection(each == item));
            }
            widget.notifyListeners(SWT.Selection, new Event());
        });
    }

    /** Does not wait for what a click does: a dialog that is modal returns when it is closed. */
    static void clickThatOpens(String id) {
        await(
                id + " can be clicked",
                () -> find(id, Widget.class)
                        .filter(each -> !(each instanceof Control control) || control.isEnabled())
                        .isPresent());
        DISPLAY.asyncExec(() -> get(id, Widget.class).notifyListeners(SWT.Selection, new Event()));
    }

    static void type(String id, String text) {
        run(() -> get(id, Text.class).setText(text));
    }

    static void enter(String id) {
        run(() -> get(id, Widget.class).notifyListeners(SWT.DefaultSelection, new Event()));
    }

    /** Turns to a perspective by the list at the left. */
    static void show(String perspective) {
        run(() -> {
            Table list = get("navigation", Table.class);
            for (TableItem item : list.getItems()) {
                if (perspective.equals(item.getData("id"))) {
                    list.setSelection(item);
                    Event event = new Event();
                    event.item = item;
                    list.notifyListeners(SWT.Selection, event);
                }
            }
        });
    }

    /** All rows of a table, cells with " | " between them; makes those that were not seen yet. */
    static List<String> rows(String id) {
        Table table = get(id, Table.class);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < table.getItemCount(); i++) {
            rows.add(row(table, i));
        }
        return rows;
    }

    private static String row(Table table, int index) {
        TableItem item = table.getItem(index);
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < table.getColumnCount(); i++) {
            cells.add(item.getText(i));
        }
        return String.join(" | ", cells);
    }

    static void awaitRow(String id, String part) {
        await(
                "a row with '" + part + "' in " + id,
                () -> find(id, Table.class).isPresent() && rows(id).stream().anyMatch(each -> each.contains(part)));
    }

    /** Selects the first row with this text in it. */
    static void select(String id, String part) {
        awaitRow(id, part);
        run(() -> {
            Table table = get(id, Table.class);
            int index = 0;
            while (!row(table, index).contains(part)) {
                index++;
            }
            table.setSelection(index);
            Event event = new Event();
            event.item = table.getItem(index);
            table.notifyListeners(SWT.Selection, event);
        });
    }

    static void selectRow(String id, int index) {
        run(() -> {
            Table table = get(id, Table.class);
            table.setSelection(index);
            Event event = new Event();
            event.item = table.getItem(index);
            table.notifyListeners(SWT.Selection, event);
        });
    }

    /** Texts of a tree's items, each with two spaces for each level; only what is there. */
    static List<String> tree(String id) {
        List<String> texts = new ArrayList<>();
        add(get(id, Tree.class).getItems(), "", texts);
        return texts;
    }

    private static void add(TreeItem[] items, String indent, List<String> texts) {
        for (TreeItem item : items) {
            texts.add(indent + item.getText());
            add(item.getItems(), indent + "  ", texts);
        }
    }

    static void expand(String id, String text) {
        run(() -> expand(get(id, Tree.class), get(id, Tree.class).getItems(), text));
    }

    private static void expand(Tree tree, TreeItem[] items, String text) {
        for (TreeItem item : items) {
            if (item.getText().equals(text)) {
                Event event = new Event();
                event.item = item;
                tree.notifyListeners(SWT.Expand, event);
                item.setExpanded(true);
            }
            expand(tree, item.getItems(), text);
        }
    }

    /** What a test that failed may have left open. */
    static void closeDialogs() {
        run(() -> {
            for (Shell shell : DISPLAY.getShells()) {
                if (shell.isVisible() && shell.getParent() != null) {
                    shell.close();
                }
            }
        });
    }

    /** One row of a table that may have very many. */
    static void awaitRowAt(String id, int index, String part) {
        await(
                "a row with '" + part + "' at " + index + " in " + id,
                () -> find(id, Table.class)
                        .filter(table -> table.getItemCount() > index
                                && row(table, index).contains(part))
                        .isPresent());
    }

    /** A click on the head of a column. */
    static void sort(String id, int column) {
        run(() -> get(id, Table.class).getColumn(column).notifyListeners(SWT.Selection, new Event()));
    }

    /** Presses a key where the focus is. */
    static void key(int key, int modifiers) {
        run(() -> {
            Control focus = DISPLAY.getFocusControl();
            Event event = new Event();
            event.keyCode = key;
            event.character = (char) key;
            event.stateMask = modifiers;
            (focus == null ? get("navigation", Control.class) : focus).notifyListeners(SWT.KeyDown, event);
        });
    }

    /** Presses the button with this text in a dialog that has just been opened. */
    static void answer(String text) {
        await("a dialog with " + text, () -> button(text).isPresent());
        run(() -> button(text).orElseThrow().notifyListeners(SWT.Selection, new Event()));
    }

    private static Optional<Button> button(String text) {
        return Arrays.stream(DISPLAY.getShells())
                .filter(shell -> shell.isVisible() && shell.getParent() != null)
                .flatMap(shell -> all(shell).stream())
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .filter(each -> each.getText().replace("&", "").equals(text))
                .findFirst();
    }

    private static List<Control> all(Composite composite) {
        List<Control> all = new ArrayList<>();
        for (Control each : composite.getChildren()) {
            all.add(each);
            if (each instanceof Composite inner) {
                all.addAll(all(inner));
            }
        }
        return all;
    }

    /** Of a widget's background, from 0 to 255; on the UI thread. */
    static int brightness(String id) {
        return brightness(get(id, Control.class).getBackground().getRGB());
    }

    /** Of a widget's text; on the UI thread. */
    static RGB foreground(String id) {
        return get(id, Control.class).getForeground().getRGB();
    }

    /** Of a row's text. */
    static RGB foreground(String id, int row) {
        return get(id, Table.class).getItem(row).getForeground().getRGB();
    }

    static int brightness(RGB colour) {
        return (colour.red + colour.green + colour.blue) / 3;
    }

    /** What can be used below a widget, and neither takes the focus by Tab nor hands it on; on the UI thread. */
    static List<String> unreachable(String id) {
        return all(get(id, Composite.class)).stream()
                .filter(each -> each.isVisible() && each.isEnabled())
                .filter(each -> each instanceof Button
                        || each instanceof Table
                        || each instanceof Tree
                        || each instanceof Text
                        || each instanceof Combo)
                .filter(each -> (each.getStyle() & SWT.NO_FOCUS) != 0 || !each.forceFocus() && !each.isFocusControl())
                .map(each -> each + " " + each.getData("id"))
                .toList();
    }

    /** Turns to a tab, counted from 0. */
    static void tab(String id, int index) {
        run(() -> get(id, TabFolder.class).setSelection(index));
    }

    /** Chooses a row of a combo box as a person does; on the UI thread. */
    static void pick(String id, int index) {
        Combo combo = get(id, Combo.class);
        combo.select(index);
        combo.notifyListeners(SWT.Selection, new Event());
    }

    /** Whether it is there and can be used; on the UI thread. */
    static boolean enabled(String id) {
        return find(id, Control.class).filter(Control::isEnabled).isPresent();
    }

    /** Colour of the middle of a widget, as it is on the screen; on the UI thread. */
    static RGB middle(String id) {
        Control control = get(id, Control.class);
        Point size = control.getSize();
        Image image = new Image(DISPLAY, 1, 1);
        GC gc = new GC(control);
        gc.copyArea(image, size.x / 2, size.y / 2);
        gc.dispose();
        ImageData data = image.getImageData();
        image.dispose();
        return data.palette.getRGB(data.getPixel(0, 0));
    }

    /** What can be seen, for a failure's message. */
    private static String described() {
        StringBuilder text = new StringBuilder();
        for (Shell shell : DISPLAY.getShells()) {
            if (shell.isVisible()) {
                text.append("window ").append(shell.getText()).append('\n');
                describe(shell, "  ", text);
            }
        }
        return text.toString();
    }

    private static void describe(Composite composite, String indent, StringBuilder text) {
        for (Control control : composite.getChildren()) {
            Object id = control.getData("id");
            if (id != null && control.isVisible()) {
                text.append(indent).append(id).append(": ").append(textOf(control));
                text.append(control instanceof Table table ? table.getItemCount() + " rows" : "")
                        .append('\n');
            }
            if (control instanceof Composite inner && control.isVisible()) {
                describe(inner, indent, text);
            }
        }
    }
}
