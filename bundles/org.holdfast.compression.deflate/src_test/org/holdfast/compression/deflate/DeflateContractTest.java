// SPDX-License-Identifier: EPL-2.0
package org.holdfast.compression.deflate;

import org.holdfast.spi.compression.Compressor;
import org.holdfast.testkit.compression.CompressorContract;

class DeflateContractTest extends CompressorContract {
    @Override
    protected Compressor compressor() {
        return new DeflateCompressor(DeflateCompressor.DEFAULT_LEVEL);
    }
}
