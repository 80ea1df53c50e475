// SPDX-License-Identifier: EPL-2.0
package org.holdfast.compression.zstd;

import org.holdfast.spi.compression.Compressor;
import org.holdfast.testkit.compression.CompressorContract;

class ZstdContractTest extends CompressorContract {
    @Override
    protected Compressor compressor() {
        return new ZstdCompressor(ZstdCompressor.DEFAULT_LEVEL);
    }
}
