"""Chinese patent documents as CNIPA exchanges them: bibliographic data, abstract and claims, in XML or marked text."""
