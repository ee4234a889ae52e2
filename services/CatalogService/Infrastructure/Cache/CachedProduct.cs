using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Ecommerce.CatalogService.Infrastructure.Cache;

/// <summary>A product as it goes over the wire.</summary>
/// <param name="ValidUntil">When a sale begins or ends and changes its price.</param>
internal sealed record CachedProduct(byte[] Json, string Tag, bool Published, DateTimeOffset ValidUntil)
{
    private readonly Lazy<byte[]> brotli = new(() => Compress(Json, to => new BrotliStream(to, CompressionLevel.Optimal)));
    private readonly Lazy<byte[]> gzip = new(() => Compress(Json, to => new GZipStream(to, CompressionLevel.Optimal)));

    public byte[] Brotli => brotli.Value;

    public byte[] Gzip => gzip.Value;

    /// <summary>Flags, end of validity, length of the tag, the tag, the JSON.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[10 + Tag.Length + Json.Length];
        bytes[0] = Published ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), ValidUntil.UtcTicks);
        bytes[9] = (byte)Tag.Length;
        Encoding.ASCII.GetBytes(Tag, bytes.AsSpan(10));
        Json.CopyTo(bytes.AsSpan(10 + Tag.Length));
        return bytes;
    }

    public static CachedProduct FromBytes(ReadOnlySpan<byte> bytes)
    {
        var json = 10 + bytes[9];
        return new CachedProduct(
            bytes[json..].ToArray(), Encoding.ASCII.GetString(bytes[10..json]), bytes[0] == 1,
            new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(bytes[1..]), TimeSpan.Zero));
    }

    private static byte[] Compress(byte[] json, Func<Stream, Stream> encoder)
    {
        using var compressed = new MemoryStream();
        using (var encoding = encoder(compressed))
            encoding.Write(json);
        return compressed.ToArray();
    }
}
