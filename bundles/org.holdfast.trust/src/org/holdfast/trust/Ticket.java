// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import java.util.Arrays;
import org.holdfast.format.Mac;
import org.holdfast.format.identity.CertifiedJoin;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.model.Id16;

/** What a machine that wants to join shows at the door. Close it when it is no longer needed. */
public sealed interface Ticket extends AutoCloseable {
    /** Under which name discovery finds the confederation's members. */
    String group();

    /** Tells tickets apart, and gives nothing away. */
    Id16 id();

    @Override
    void close();

    /** A join code, which the machine that made it knows, too. */
    record Code(JoinCode code) implements Ticket {
        @Override
        public String group() {
            return code.group();
        }

        @Override
        public Id16 id() {
            return code.invitation();
        }

        /** Wipes the code. */
        @Override
        public void close() {
            code.close();
        }
    }

    /** A certificate of the organisation's CA, which any admin's machine can judge. There is no secret in it. */
    record Certificate(CertifiedJoin wish) implements Ticket {
        @Override
        public String group() {
            return JoinCode.group(wish.confederation());
        }

        @Override
        public Id16 id() {
            byte[] hash = Mac.sha256(wish.bytes()).bytes();
            return Id16.of(Arrays.copyOf(hash, Id16.BYTES));
        }

        @Override
        public void close() {}
    }
}
