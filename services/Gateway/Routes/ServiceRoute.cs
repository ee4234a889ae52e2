namespace Ecommerce.Gateway.Routes;

/// <summary>A part of the shop's API and the service behind it. Where paths overlap, the more specific one counts.</summary>
/// <param name="Path">The beginning of the paths it takes; <c>{id}</c> stands for one segment.</param>
/// <param name="Service">The service's name in the model.</param>
/// <param name="ChecksToken">Whether a request with a bad token is refused here. Not where a caller comes to get a new one.</param>
/// <param name="IsWebhook">
/// Whether machines call it that prove themselves to the service by a signature, their own or that of the link they follow: they bring no
/// token, need no name, and a burst of them from one address is no attack.
/// </param>
/// <param name="SilenceSeconds">How long the service may send nothing, before its answer or within it.</param>
/// <param name="MaxBodyMegabytes">What a request's body may have.</param>
internal sealed record ServiceRoute(
    string Path, string Service, bool ChecksToken = true, bool IsWebhook = false, int SilenceSeconds = 30, int MaxBodyMegabytes = 1)
{
    public long MaxBodyBytes => MaxBodyMegabytes * 1024L * 1024L;
}
