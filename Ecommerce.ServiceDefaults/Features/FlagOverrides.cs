using System.Collections.Frozen;

namespace Ecommerce.ServiceDefaults;

/// <summary>Flags that the shop's owner has switched, in place of what the deployment says; none until they are known.</summary>
public sealed class FlagOverrides
{
    private volatile FrozenDictionary<string, bool> known = FrozenDictionary<string, bool>.Empty;

    /// <param name="overrides">All there are now.</param>
    public void Take(IEnumerable<KeyValuePair<string, bool>> overrides) => known = overrides.ToFrozenDictionary(StringComparer.Ordinal);

    internal bool? Find(string name) => known.TryGetValue(name, out var isOn) ? isOn : null;
}

/// <summary>Where <see cref="FlagOverrides"/> come from: over HTTP, unless the service keeps them itself.</summary>
public interface IFlagOverrideSource
{
    /// <exception cref="HttpRequestException">It does not answer.</exception>
    Task<IReadOnlyDictionary<string, bool>> ReadAsync(CancellationToken cancellationToken);
}
