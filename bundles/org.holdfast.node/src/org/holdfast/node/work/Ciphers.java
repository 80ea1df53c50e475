// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.work;

import org.holdfast.format.NoCipher;
import org.holdfast.spi.crypto.CipherSuite;

/** Borrows ciphers by number; for 0, a layer that is off, it asks nobody. */
public final class Ciphers {
    private static final Lease<CipherSuite> NONE = new Lease<>() {
        @Override
        public CipherSuite get() {
            return NoCipher.INSTANCE;
        }

        @Override
        public void close() {
            // nothing was lent
        }
    };

    private Ciphers() {}

    /** @throws org.holdfast.model.HoldfastException FORMAT_UNKNOWN */
    public static Lease<CipherSuite> borrow(Lender lender, int format) {
        return format == 0 ? NONE : lender.cipher(format);
    }

    /** The cipher itself, for a reader that lives longer than a piece of work: it keeps its class loader till then. */
    public static CipherSuite keep(Lender lender, int format) {
        try (Lease<CipherSuite> lease = borrow(lender, format)) {
            return lease.get();
        }
    }
}
