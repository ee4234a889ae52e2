using Xunit;

namespace Ecommerce.Testing;

public static class SkipExtensions
{
    /// <summary>Skips the running test, with the reason, where the server is missing.</summary>
    public static void SkipIfMissing(this IDatabaseServer server)
    {
        if (server.Missing is { } reason)
            Assert.Skip(reason);
    }
}
