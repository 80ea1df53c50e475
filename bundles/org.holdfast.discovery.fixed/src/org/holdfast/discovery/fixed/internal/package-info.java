// SPDX-License-Identifier: EPL-2.0
@NullMarked
package org.holdfast.discovery.fixed.internal;

import org.jspecify.annotations.NullMarked;
