// SHA-256 of the system: OpenSSL's libcrypto, on macOS CommonCrypto.
#pragma once
#include <stddef.h>

#ifdef __APPLE__
#include <CommonCrypto/CommonDigest.h>

// Returns 1, or 0 on failure. Its counts have 32 bits, so that long inputs go in pieces.
static inline int groktop_sha256(const void *bytes, size_t count, unsigned char digest[32]) {
    CC_SHA256_CTX context;
    CC_SHA256_Init(&context);
    const unsigned char *next = (const unsigned char *)bytes;
    while (count > 0) {
        CC_LONG piece = count > 0x40000000u ? 0x40000000u : (CC_LONG)count;
        CC_SHA256_Update(&context, next, piece);
        next += piece;
        count -= piece;
    }
    return CC_SHA256_Final(digest, &context);
}
#else
#include <openssl/evp.h>

// Returns 1, or 0 on failure.
static inline int groktop_sha256(const void *bytes, size_t count, unsigned char digest[32]) {
    return EVP_Digest(bytes, count, digest, NULL, EVP_sha256(), NULL);
}
#endif
