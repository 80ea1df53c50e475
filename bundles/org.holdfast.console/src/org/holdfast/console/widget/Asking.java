// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.widget;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.holdfast.console.client.ControlException;
import org.holdfast.console.client.ControlException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * One question at a time, asked on a virtual thread and answered on the UI thread; a new one takes the place of the one
 * before, whose call is cancelled and whose answer is not heard. Nothing is heard once the control is gone.
 */
public final class Asking {
    private final Control scope;
    private final Display display;
    private @Nullable Thread asking;

    public Asking(Control scope) {
        this.scope = scope;
        this.display = scope.getDisplay();
        scope.addListener(org.eclipse.swt.SWT.Dispose, event -> stop());
    }

    /** From the UI thread. */
    public <T> void ask(Supplier<T> question, Consumer<T> answered, Consumer<ControlException> failed) {
        stop();
        Thread[] self = new Thread[1];
        self[0] = Thread.ofVirtual().name("ask").unstarted(() -> {
            try {
                T answer = question.get();
                deliver(self[0], () -> answered.accept(answer));
            } catch (ControlException e) {
                if (e.kind() != Kind.CANCELLED) {
                    deliver(self[0], () -> failed.accept(e));
                }
            } catch (RuntimeException | Error e) { // else it would be waited for for ever
                deliver(self[0], () -> failed.accept(ControlException.of(e)));
            }
        });
        asking = self[0];
        self[0].start();
    }

    /** From the asking thread, in the middle of its question. */
    public void meanwhile(Runnable shown) {
        Thread asker = Thread.currentThread();
        onUi(display, () -> {
            if (asking == asker && !scope.isDisposed()) {
                shown.run();
            }
        });
    }

    private void deliver(Thread asker, Runnable answer) {
        onUi(display, () -> {
            if (asking == asker && !scope.isDisposed()) {
                asking = null;
                answer.run();
            }
        });
    }

    /** Whether an answer is still to come. */
    public boolean isBusy() {
        return asking != null;
    }

    /** What was asked is not wanted any more. */
    public void stop() {
        Thread before = asking;
        asking = null;
        if (before != null) {
            before.interrupt();
        }
    }

    /** Later, on the UI thread; never if the display is gone. */
    public static void onUi(Display display, Runnable action) {
        try {
            display.asyncExec(action);
        } catch (SWTException e) {
            if (!display.isDisposed()) {
                throw e;
            }
        }
    }
}
