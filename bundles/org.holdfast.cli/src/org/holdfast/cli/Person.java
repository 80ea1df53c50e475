// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.io.Console;
import java.util.Optional;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** Who sits at the terminal; tests have others. */
interface Person {
    /** Says something and waits for a line; empty where Enter alone was pressed. @throws HoldfastException CANCELLED at the end of input */
    String ask(String question);

    void tell(String text);

    /** Whoever sits there; nobody where a program reads or writes. */
    static Optional<Person> atTerminal() {
        return Context.isTerminal() ? Optional.of(new AtConsole(System.console())) : Optional.empty();
    }

    /** Through the JDK's console. */
    record AtConsole(Console console) implements Person {
        @Override
        public String ask(String question) {
            String said = console.readLine("%s", Terminal.safe(question) + " ");
            if (said == null) {
                throw new HoldfastException(ErrorCode.CANCELLED, "init", "Nothing was done.");
            }
            return said.strip();
        }

        @Override
        public void tell(String text) {
            console.printf("%s%n", Terminal.safe(text));
        }
    }
}
