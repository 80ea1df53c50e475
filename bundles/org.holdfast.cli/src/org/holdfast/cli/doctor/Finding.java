// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.doctor;

import com.google.gson.JsonObject;
import java.util.Locale;
import org.holdfast.cli.Terminal;

/**
 * What one check found.
 *
 * @param check its name, such as {@code port}
 * @param found a sentence
 * @param mend what to do, a sentence; empty where there is nothing to do
 */
record Finding(String check, Verdict verdict, String found, String mend) {
    static Finding ok(String check, String found) {
        return new Finding(check, Verdict.OK, found, "");
    }

    static Finding warning(String check, String found, String mend) {
        return new Finding(check, Verdict.WARNING, found, mend);
    }

    static Finding problem(String check, String found, String mend) {
        return new Finding(check, Verdict.PROBLEM, found, mend);
    }

    static Finding unknown(String check, String found, String mend) {
        return new Finding(check, Verdict.UNKNOWN, found, mend);
    }

    JsonObject json() {
        JsonObject object = new JsonObject();
        object.addProperty("type", "finding");
        object.addProperty("check", check);
        object.addProperty("verdict", verdict.name());
        object.addProperty("found", found);
        object.addProperty("mend", mend);
        return object;
    }

    /** One line, and a second one where something is to be done. */
    String text() {
        String said = String.format(Locale.ROOT, "%-8s %-10s %s", verdict, Terminal.line(check), Terminal.line(found));
        return mend.isEmpty() ? said : said + "\n" + " ".repeat(20) + "-> " + Terminal.line(mend);
    }
}
