namespace Ecommerce.Testing;

/// <summary>What a proxy of ours sends to say for whom it calls, written by hand.</summary>
public static class TestProxy
{
    /// <summary>The value of <c>Proxy__Secret</c>.</summary>
    public const string Secret = "a proxy secret of the tests";

    /// <summary>Says that a request comes from <paramref name="address"/>.</summary>
    public static void AddTo(HttpRequestMessage request, string address)
    {
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", address);
        request.Headers.Add("X-Proxy-Secret", Secret);
    }
}
