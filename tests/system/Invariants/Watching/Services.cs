using System.Collections.Concurrent;
using Ecommerce.Pages;

namespace Ecommerce.Invariants.Watching;

/// <summary>The services that service discovery knows. While one is away, what it has to do may wait.</summary>
internal sealed class Services : IDisposable
{
    private readonly (string Name, Uri Alive)[] services;
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(1) };

    /// <exception cref="InvalidOperationException">An address is none; the message names its setting.</exception>
    public Services(IConfiguration configuration) => services =
    [
        .. from service in configuration.GetSection("services").GetChildren()
           where service.Key is not "shoppers"
           from address in service.GetSection("http").GetChildren()
           select (service.Key, new Uri(WebAddress.Parse(address.Path, address.Value ?? ""), "/alive")),
    ];

    /// <summary>Those that do not answer.</summary>
    public async Task<IReadOnlyList<string>> SilentAsync()
    {
        var silent = new ConcurrentBag<string>();
        await Task.WhenAll(services.Select(async service =>
        {
            if (!await AnswersAsync(service.Alive)) silent.Add(service.Name);
        }));
        return [.. silent.Distinct().Order(StringComparer.Ordinal)];
    }

    public void Dispose() => http.Dispose();

    private async Task<bool> AnswersAsync(Uri alive)
    {
        try
        {
            using var answer = await http.GetAsync(alive);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
