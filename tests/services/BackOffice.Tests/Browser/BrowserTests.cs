using Ecommerce.Browser;
using Ecommerce.Testing;

namespace Ecommerce.BackOffice.Tests.Browser;

/// <summary>Tests in windows of the back office, each before a gateway that has what a small one shows.</summary>
[Collection(BackOfficeCollection.Name)]
public abstract class BrowserTests : IClassFixture<Chromium>
{
    protected BrowserTests(BackOfficeFixture fixture, Chromium chromium)
    {
        (Fixture, Chromium) = (fixture, chromium);
        SmallOffice.Open(Gateway);
    }

    protected BackOfficeFixture Fixture { get; }

    protected Chromium Chromium { get; }

    private protected StubGateway Gateway => Fixture.Gateway;
}
