namespace Ecommerce.Gateway.Domain;

/// <summary>A part of the shop's API and the service behind it. Where paths overlap, the more specific one counts.</summary>
/// <param name="Path">The prefix of the paths it matches; <c>{id}</c> stands for one segment.</param>
/// <param name="Service">The service's name in the model.</param>
/// <param name="ChecksToken">
/// Whether a request with an invalid token is refused here. Not where a caller comes to get a new one.
/// </param>
/// <param name="IsWebhook">
/// Whether machines call it that authenticate to the service by a signature, their own or that of the link they follow. They send no
/// token, need no user agent, and are not rate limited.
/// </param>
/// <param name="ActivityTimeoutSeconds">How long the service may send nothing, before its response or within it.</param>
/// <param name="MaxBodyMegabytes">The largest body of a request.</param>
internal sealed record ServiceRoute(
    string Path, string Service, bool ChecksToken = true, bool IsWebhook = false, int ActivityTimeoutSeconds = 30, int MaxBodyMegabytes = 1)
{
    public long MaxBodyBytes => MaxBodyMegabytes * 1024L * 1024L;
}
