// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.Objects;
import java.util.Optional;
import org.holdfast.model.FormatId;
import org.holdfast.node.vectors.Examination;
import org.holdfast.node.vectors.Standing;
import org.holdfast.node.work.Lease;

/** One provider: what is known of it, and how often it is lent out. Thread-safe. */
final class Loans<T> {
    private final T service;
    /** Asked for once: a plug-in's answer is not to be waited for again and again. */
    private final FormatId format;

    private volatile Examination examination;
    private volatile Optional<Standing> meanwhile = Optional.empty();
    private volatile Optional<Standing.Refused> withdrawn = Optional.empty();
    private int out; // guarded by this
    private boolean closed; // guarded by this

    Loans(T service, FormatId format, Examination examination) {
        this.service = Objects.requireNonNull(service);
        this.format = Objects.requireNonNull(format);
        this.examination = examination;
    }

    FormatId format() {
        return format;
    }

    Standing standing() {
        return withdrawn.<Standing>map(why -> why).orElseGet(this::found);
    }

    private Standing found() {
        Standing now = examination.standing();
        return now instanceof Standing.Examined ? meanwhile.orElse(now) : now;
    }

    void withdrawn(Optional<Standing.Refused> why) {
        withdrawn = why;
    }

    Examination examination() {
        return examination;
    }

    void examined(Examination anew) {
        meanwhile = Optional.empty();
        examination = anew;
    }

    /** Until that ends, what was found before holds. */
    void examinedBeside(Examination anew) {
        meanwhile = Optional.of(examination.standing());
        examination = anew;
    }

    T service() {
        return service;
    }

    synchronized Optional<Lease<T>> lend() {
        if (closed) {
            return Optional.empty();
        }
        out++;
        return Optional.of(new Loan());
    }

    synchronized void close() {
        closed = true;
    }

    synchronized void open() {
        closed = false;
    }

    synchronized boolean isOut() {
        return out > 0;
    }

    private synchronized void back() {
        out--;
    }

    private final class Loan implements Lease<T> {
        private boolean returned; // one thread's

        @Override
        public T get() {
            return service;
        }

        @Override
        public void close() {
            if (!returned) {
                returned = true;
                back();
            }
        }
    }
}
