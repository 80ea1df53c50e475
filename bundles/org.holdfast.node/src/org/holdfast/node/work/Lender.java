// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.work;

import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.compression.Compressor;
import org.holdfast.spi.crypto.CipherSuite;

/**
 * Lends the providers that are present, by the number of their format. While a format has none, because its bundle is
 * being replaced, a call waits for the successor. Thread-safe.
 */
public interface Lender {
    /** @throws org.holdfast.model.HoldfastException FORMAT_UNKNOWN if nobody present reads this format */
    Lease<CodeFamily> code(int format);

    /** @throws org.holdfast.model.HoldfastException FORMAT_UNKNOWN if nobody present reads this format */
    Lease<CipherSuite> cipher(int format);

    /** @throws org.holdfast.model.HoldfastException FORMAT_UNKNOWN if nobody present reads this format */
    Lease<Compressor> compressor(int format);

    /** @throws org.holdfast.model.HoldfastException FORMAT_UNKNOWN if nobody present knows this audit scheme */
    Lease<AuditScheme> audit(int format);
}
